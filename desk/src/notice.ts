/** One line that says what went wrong or was done, shown and read out. */

import { el, refill } from "./dom";

const WRONG = el("div", { class: "notice notice-wrong", role: "alert", hidden: true });
const DONE = el("div", { class: "notice", role: "status", hidden: true });
let hiding = 0;

/** Return the two lines, to be put into the page once. */
export function notices(): HTMLElement[] {
  return [WRONG, DONE];
}

/** Show what went wrong until it is closed. An aborted request is no fault and shows nothing. */
export function complain(fault: unknown): void {
  if (fault instanceof DOMException && fault.name === "AbortError") return;
  const words = fault instanceof Error ? fault.message : String(fault);
  refill(WRONG, el("span", { dir: "auto" }, words), closing(WRONG));
  WRONG.hidden = false;
}

/** Show what was done, for some seconds, with what may follow (such as "undo"). */
export function report(words: string, ...following: HTMLElement[]): void {
  refill(DONE, el("span", { dir: "auto" }, words), ...following, closing(DONE));
  DONE.hidden = false;
  clearTimeout(hiding);
  hiding = window.setTimeout(() => {
    DONE.hidden = true;
  }, 12_000);
}

/** Take away what was complained of before. */
export function calm(): void {
  WRONG.hidden = true;
}

function closing(line: HTMLElement): HTMLElement {
  const close = () => {
    line.hidden = true;
  };
  return el(
    "button",
    { type: "button", class: "plain", "aria-label": "Close", onclick: close },
    "×",
  );
}
