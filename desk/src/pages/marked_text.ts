/** Quoted text with the words behind each value marked, and the legend of the marks. */

import "../styles/pages/marks.css";
import { type Child, el } from "../dom";

/** Every kind of mark by its name in words, in the order of the legend. */
export const MARKS: readonly (readonly [kind: string, words: string])[] = [
  ["claim", "the claim"],
  ["actor", "who did it"],
  ["target", "to whom"],
  ["when", "when"],
  ["where", "where"],
  ["harm", "harm"],
  ["source", "who says so"],
];

const WORDS = new Map(MARKS);

/** Return a piece of text under its marks. What a mark means is its title too. */
export function markedPiece(text: string, marks: readonly string[]): Child {
  const known = marks.filter((kind) => WORDS.has(kind));
  if (!known.length) return text;
  const special = known.filter((kind) => kind !== "claim");
  const title = special.map((kind) => WORDS.get(kind)).join(", ");
  return el(
    "mark",
    { class: known.map((kind) => `m-${kind}`).join(" "), title: title || null },
    text,
  );
}

/** Return what the marks mean, each shown as it looks. */
export function legend(kinds: Iterable<string> = WORDS.keys()): HTMLElement {
  const shown = new Set(kinds);
  const marks = MARKS.filter(([kind]) => shown.has(kind)).map(([kind, words]) =>
    el("li", {}, el("mark", { class: `m-${kind}` }, words)),
  );
  return el("ul", { class: "legend", "aria-label": "What the marks mean" }, ...marks);
}
