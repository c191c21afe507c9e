/** What is found as a list or as cards; more of it is loaded at the end. */

import { el, refill, said } from "../dom";
import { go } from "../router";
import type { EventRow } from "../server";
import { bounds } from "../words";
import { grade, sentence, sources, standing, toll, warnings } from "./event_words";

/** Fill a list with the rows that are new; rows already there stay as they are. */
export function showRows(list: HTMLElement, rows: EventRow[], from: number): void {
  if (from === 0) list.replaceChildren();
  list.append(...rows.slice(from).map(item));
}

/** Mark the event picked out, and bring it into view. */
export function markSelected(list: HTMLElement, id: string): void {
  list.querySelector(".selected")?.classList.remove("selected");
  const row = id ? list.querySelector(`[data-id="${CSS.escape(id)}"]`) : null;
  row?.classList.add("selected");
  row?.scrollIntoView({ block: "nearest" });
  // Rows out of sight have a guessed height until they come into it, so look once more.
  requestAnimationFrame(() => row?.scrollIntoView({ block: "nearest" }));
}

/** Let arrow keys go from event to event. */
export function walkByKeys(list: HTMLElement): void {
  list.addEventListener("keydown", (key) => {
    const step = key.key === "ArrowDown" ? 1 : key.key === "ArrowUp" ? -1 : 0;
    if (!step || !(key.target instanceof Element)) return;
    const links = [...list.querySelectorAll<HTMLElement>(".sentence")];
    const here = key.target.closest("li, tr")?.querySelector<HTMLElement>(".sentence");
    const next = here ? links[links.indexOf(here) + step] : undefined;
    if (!next) return;
    key.preventDefault();
    next.focus();
  });
}

function item(event: EventRow): HTMLElement {
  const row = el(
    "li",
    { class: "event", "data-id": event.id },
    el(
      "p",
      { class: "kicker" },
      el("b", {}, event.type_words),
      el("span", {}, event.date_words),
      said(event.place_words),
    ),
    el("h3", {}, sentence(event)),
    harm(event),
    el("p", { class: "marks" }, grade(event), ...warnings(event), standing(event), onMap(event)),
    el("p", { class: "because quiet" }, event.grade_because, " ", sources(event), "."),
  );
  return row;
}

function harm(event: EventRow): HTMLElement {
  const injured = bounds(event.injured_low, event.injured_high);
  return el(
    "p",
    { class: "harm" },
    "killed ",
    toll(event.killed_low, event.killed_high),
    injured !== null && el("span", { class: "quiet" }, ` · injured ${injured}`),
  );
}

function onMap(event: EventRow): HTMLElement | null {
  if (!event.place_precision) return null;
  return el(
    "button",
    {
      type: "button",
      class: "link small to-map",
      onclick: () => go({ selected: event.id, view: "map" }),
    },
    "on the map",
    el("span", { class: "unseen" }, `: ${event.line}`),
  );
}

/** Show that nothing fits, and what to do. */
export function showNone(list: HTMLElement): void {
  refill(
    list,
    el("li", { class: "none" }, "No event fits this filter. Take a condition away above."),
  );
}
