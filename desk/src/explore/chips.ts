/** The conditions of the filter, each to be taken away by a click. */

import { el, refill, said } from "../dom";
import { go } from "../router";
import { joined, type Term, terms } from "../terms";

const NAMES: Record<string, string> = {
  admin1: "province",
  admin2: "district",
  onesided: "one-sided",
  independent: "independent sources",
  party: "actor or target",
};

/** Show the conditions of `q`; nothing for none. */
export function showChips(row: HTMLElement, q: string): void {
  const all = terms(q);
  row.hidden = all.length === 0;
  const without = (gone: Term) => joined(all.filter((one) => one !== gone));
  refill(
    row,
    ...all.map((one) => chip(one, () => go({ q: without(one), selected: "" }))),
    all.length > 1 &&
      el(
        "button",
        { type: "button", class: "link small", onclick: () => go({ q: "", selected: "" }) },
        "Clear all",
      ),
  );
}

function chip(term: Term, remove: () => void): HTMLElement {
  const words = inWords(term);
  return el(
    "button",
    { type: "button", class: "chip", "aria-label": `Remove ${words}`, onclick: remove },
    said(words),
    el("span", { "aria-hidden": "true" }, "×"),
  );
}

function inWords({ text, key, sign, negated, values }: Term): string {
  if (!key) return text;
  const name = NAMES[key] ?? key;
  const not = negated ? "not " : "";
  if (key === "from" || key === "to") return `${key} ${values[0] ?? ""}`;
  return `${not}${name}${sign === ":" ? ":" : ` ${signs[sign] ?? sign}`} ${values.join(" or ")}`;
}

const signs: Record<string, string> = { ">=": "≥", "<=": "≤" };
