/** What lists, cards and the table say of an event, in the same words. */

import { el, said } from "../dom";
import { pageLink } from "../router";
import type { EventRow } from "../server";
import { bounds, counted, GRADES, NOT_STATED } from "../words";

/** Return the sentence of an event as a link to it; grey and slanted until an analyst agrees. */
export function sentence(event: EventRow): HTMLElement {
  const machine = event.status === "open" ? "machine" : false;
  return el(
    "a",
    { class: "sentence", href: pageLink("event", event.id) },
    said(event.line, { class: machine }),
  );
}

/** Return who stands behind what is shown: the machine, or an analyst. */
export function standing({ status }: EventRow): HTMLElement {
  if (status !== "open") return el("span", { class: `badge badge-${status}` }, status);
  return el(
    "span",
    { class: "badge", title: "Read by the machine; no analyst has reviewed it" },
    "machine",
  );
}

/** Return a toll in words, or "not stated". */
export function toll(low: number | null, high: number | null): HTMLElement {
  const words = bounds(low, high);
  return el("span", { class: words === null ? "unstated" : "toll" }, words ?? NOT_STATED);
}

/** Return the grade with its sign; its reason shows on pointing. */
export function grade(event: EventRow): HTMLElement {
  return el(
    "span",
    { class: `grade grade-${event.grade}`, title: event.grade_because },
    el("span", { "aria-hidden": "true" }, `${GRADES[event.grade] ?? ""} `),
    event.grade,
  );
}

/** Return what the sources differ on, and whether only a party to the conflict speaks. */
export function warnings(event: EventRow): HTMLElement[] {
  const disputes = event.disputed.map((about) => `${about} disputed`);
  if (event.belligerent_only) disputes.push("one-sided");
  return disputes.map((words) => el("span", { class: "badge badge-disputed" }, words));
}

/** Return how many stand behind an event. */
export function sources(event: EventRow): string {
  return `${counted(event.independent, "independent source")}, ${counted(event.articles, "article")}`;
}
