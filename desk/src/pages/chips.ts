/** Small signs of standing: what an analyst decided, how it is told, how well it is evidenced. */

import "../styles/pages/chips.css";
import { el } from "../dom";
import { GRADES, NOT_STATED } from "../words";

const STATUS: Record<string, { words: string; means: string }> = {
  open: { words: "machine", means: "read by the machine; no analyst has reviewed it" },
  accepted: { words: "accepted", means: "an analyst accepted it" },
  rejected: { words: "rejected", means: "an analyst rejected it; it stays in the store" },
};

/** Where a claim or event stands with the analysts. */
export function statusChip(status: string): HTMLElement {
  const known = STATUS[status] ?? { words: status, means: "" };
  return el("span", { class: `badge badge-${status}`, title: known.means }, known.words);
}

/** What it means that a claim or event stands so. */
export function statusMeaning(status: string): string {
  return STATUS[status]?.means ?? "";
}

/** How a text presents a claim, and what that means. */
export function factualityChip(
  factuality: string,
  meanings: Readonly<Record<string, string>>,
): HTMLElement {
  const title = meanings[factuality] ?? null;
  return el("span", { class: `badge told-${factuality}`, title }, factuality);
}

/** How well an event is evidenced: dots and the word. */
export function gradeSign(grade: string): HTMLElement {
  return el(
    "b",
    { class: `grade grade-${grade}` },
    el("span", { class: "grade-dots", "aria-hidden": "true" }, GRADES[grade] ?? ""),
    ` ${grade}`,
  );
}

/** Words that are grey until an analyst has decided; "not stated" looks the same in both. */
export function machineWords(words: string, status: string): HTMLElement {
  const unstated = words === NOT_STATED;
  const looks = unstated ? "unstated" : status === "open" ? "machine" : "";
  return el("span", { class: looks || null, dir: "auto" }, words);
}
