/** The dialog that exports exactly what is found, and says first what the format cannot hold. */

import { type Api, addressed, type Export, Refused } from "../api";
import { el, refill, said } from "../dom";
import { complain } from "../notice";
import { now } from "../router";
import type { About, LossReport } from "../server";
import { counted } from "../words";

const RULES: Record<string, string> = {
  range: "range: lowest and highest, no single figure",
  latest: "latest: what was said last",
  conservative: "conservative: the lowest of the best sources",
  majority: "majority: what most independent sources say",
  analyst: "analyst: what an analyst decided",
};

/** Ask for format and rule, show the loss report, offer the file. */
export async function openExport(api: Api, events: number): Promise<void> {
  const about = await api.about();
  const { q, rule } = now();
  const format = choice("Format", "export-format", formats(about), "csv");
  const settle = choice("One figure of several", "export-rule", rules(about), rule || "range");
  const reviewed = el("input", { type: "checkbox", id: "export-reviewed" });
  const losses = el("div", { class: "losses", "aria-live": "polite" });
  const download = el("a", { class: "button chief", download: true }, "Download");
  const dialog = el(
    "dialog",
    { class: "export", "aria-labelledby": "export-title" },
    el("h2", { id: "export-title" }, `Export ${counted(events, "event")}`),
    el(
      "p",
      { class: "quiet" },
      "Filter: ",
      q ? el("code", { dir: "auto" }, q) : "none, all events",
    ),
    format.field,
    settle.field,
    el("label", { class: "check" }, reviewed, "Only events that an analyst accepted or rejected"),
    losses,
    el(
      "p",
      { class: "buttons" },
      download,
      el("button", { type: "button", onclick: () => dialog.close() }, "Close"),
    ),
  );
  const asked = (): Export => ({
    q,
    to: format.select.value,
    rule: settle.select.value,
    reviewed: reviewed.checked ? "1" : "",
  });
  let asking = new AbortController();
  const update = async () => {
    asking.abort();
    asking = new AbortController();
    download.href = addressed("api/export", asked());
    refill(losses, el("p", { class: "quiet" }, "Working out what this format cannot hold …"));
    try {
      refill(losses, ...report(await api.losses(asked(), asking.signal)));
    } catch (fault) {
      if (fault instanceof Refused) refill(losses, el("p", { class: "wrong" }, fault.message));
      else if (!asking.signal.aborted) complain(fault);
    }
  };
  for (const field of [format.select, settle.select, reviewed])
    field.addEventListener("change", () => void update());
  dialog.addEventListener("close", () => {
    asking.abort();
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
  await update();
}

function report(losses: LossReport): Iterable<HTMLElement> {
  const lines = [
    ...listed("Left out", losses.left_out),
    ...listed("Lost", losses.lost),
    ...listed("Forced", losses.forced),
  ];
  if (!lines.length) return [el("p", {}, "Nothing is lost in this format.")];
  return [
    el("h3", {}, `What this format does to ${counted(losses.taken_in, "record")}`),
    el("table", {}, el("tbody", {}, ...lines)),
  ];
}

function listed(what: string, lines: LossReport["lost"]): HTMLElement[] {
  return lines.map(({ what: words, count }, at) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, at === 0 && what),
      el("td", {}, said(words)),
      el("td", { class: "number" }, count),
    ),
  );
}

function choice(label: string, id: string, options: [string, string][], current: string) {
  const select = el("select", { id });
  for (const [value, words] of options)
    select.append(el("option", { value, selected: value === current }, words));
  return { select, field: el("label", { for: id }, label, select) };
}

function formats({ formats }: About): [string, string][] {
  return formats.map(({ name, ending, says }) => [name, `${name} (${ending}): ${says}`]);
}

function rules({ rules }: About): [string, string][] {
  return rules.map((name) => [name, RULES[name] ?? name]);
}
