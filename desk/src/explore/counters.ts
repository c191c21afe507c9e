/** The totals over all that is found. */

import { el, refill } from "../dom";
import type { Figures, Summary } from "../server";
import { bounds, figure, NOT_STATED } from "../words";

/** Return the row of counters and what fills it. */
export function counters(): { row: HTMLElement; show: (summary: Summary) => void } {
  const row = el("dl", { class: "counters", "aria-label": "Totals" });
  const show = (summary: Summary) =>
    refill(
      row,
      counter("events", figure(summary.events)),
      counter("killed", toll(summary.killed), best(summary.killed)),
      counter("injured", toll(summary.injured)),
      counter("independent sources", figure(summary.independent_sources)),
      counter("disputed", figure(summary.disputed)),
      counter("reviewed", figure(summary.reviewed)),
    );
  return { row, show };
}

function counter(label: string, value: string, below?: string): HTMLElement {
  const stated = value === NOT_STATED ? "unstated" : false;
  return el(
    "div",
    {},
    el("dt", {}, label),
    el("dd", { class: stated }, value, below && el("small", {}, below)),
  );
}

function toll(figures: Figures | null): string {
  return (figures && bounds(figures.low, figures.high, figures.more)) ?? NOT_STATED;
}

function best(figures: Figures | null): string {
  if (!figures || figures.low === figures.high) return "";
  return figures.best === null ? "best: open, sources differ" : `best ${figure(figures.best)}`;
}
