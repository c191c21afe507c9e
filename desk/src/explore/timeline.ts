/** When events happened, and beneath when they were told; a part of the time is picked by dragging. */

import * as Plot from "@observablehq/plot";
import { el, refill } from "../dom";
import { go, now } from "../router";
import type { Bin, Timeline } from "../server";
import { between, dates, narrowed } from "../terms";
import { bounds, counted, figure } from "../words";
import { Brush } from "./brush";

const SIDES = { marginLeft: 38, marginRight: 14 };
const LENGTH = { day: 10, week: 10, month: 7, year: 4 };
const DAY = 86_400_000;

export class TimeChart {
  readonly place = el("figure", { class: "timeline", "aria-label": "Events in time" });
  private readonly chart = el("div", { class: "chart" });
  private readonly caption = el("figcaption", {});
  private readonly brush = new Brush(SIDES, (first, last) => this.pick(first, last));
  private timeline: Timeline = { by: "month", bins: [], undated: 0, wider: 0 };

  constructor() {
    this.place.append(this.chart, this.caption);
    new ResizeObserver(() => this.draw()).observe(this.chart);
  }

  show(timeline: Timeline): void {
    this.timeline = timeline;
    this.draw();
    const off = timeline.undated + timeline.wider;
    refill(
      this.caption,
      `Events by ${timeline.by}; beneath, articles by the day they came out. Drag to pick a time.`,
      off > 0 && el("span", {}, `${figure(off)} not shown: `, ...this.missing()),
    );
  }

  private *missing(): Generator<string | HTMLElement> {
    const { undated, wider, by } = this.timeline;
    const only = () => go({ q: narrowed(now().q, "-known:date"), selected: "" });
    if (undated)
      yield el(
        "button",
        { type: "button", class: "link", onclick: only },
        `date of ${figure(undated)} not stated`,
      );
    if (undated && wider) yield ", ";
    if (wider) yield `of ${figure(wider)} wider than a ${by}`;
  }

  private draw(): void {
    const { bins } = this.timeline;
    const width = this.chart.clientWidth;
    if (!width) return;
    if (!bins.length) {
      refill(this.chart, el("p", { class: "quiet" }, "No event here has a date."));
      return;
    }
    refill(
      this.chart,
      this.bars(width, "events", 96),
      this.bars(width, "reported", 26),
      this.brush.place,
    );
    this.brush.show(bins.map(words), this.picked());
  }

  private bars(width: number, what: "events" | "reported", height: number): Element {
    const { bins } = this.timeline;
    const happened = what === "events";
    const drawn = Plot.plot({
      ...SIDES,
      width,
      height,
      marginTop: happened ? 8 : 2,
      marginBottom: happened ? 30 : 2,
      ariaLabel: happened ? "Events that happened" : "Articles published",
      x: {
        type: "utc",
        axis: happened ? "bottom" : null,
        label: null,
        domain: this.domain(),
        ticks: Math.max(2, width / 90),
      },
      y: { label: null, ticks: happened ? 3 : 0, tickFormat: "~s", grid: happened, nice: true },
      marks: [
        Plot.rectY(bins, {
          x1: start,
          x2: end,
          y: what,
          title: words,
          insetLeft: 0.5,
          insetRight: 0.5,
          fill: happened ? "var(--accent)" : "var(--edge)",
          reverse: !happened,
        }),
        Plot.ruleY([0], { stroke: "var(--edge)" }),
      ],
    });
    // The policy of the page forbids style elements, and Plot puts one into each chart.
    drawn.querySelector("style")?.remove();
    // A chart is one picture to a screen reader; its parts have no names of their own.
    drawn.setAttribute("role", "img");
    for (const part of drawn.querySelectorAll("g[aria-label]")) part.removeAttribute("aria-label");
    drawn.classList.add(`lane-${what}`);
    return drawn;
  }

  private domain(): [Date, Date] {
    const { bins } = this.timeline;
    return [start(bins[0] as Bin), end(bins.at(-1) as Bin)];
  }

  /** Return the bins that the filter's dates lie in; null where it names none. */
  private picked(): [number, number] | null {
    const { first, last } = dates(now().q);
    if (!first && !last) return null;
    const { bins } = this.timeline;
    const from = bins.findIndex((bin) => bin.end.slice(0, first.length) >= first);
    const to = bins.findLastIndex((bin) => !last || bin.start.slice(0, last.length) <= last);
    return from < 0 || to < from ? null : [from, to];
  }

  private pick(first: number | null, last: number | null): void {
    const { bins, by } = this.timeline;
    const [from, to] = [bins[first ?? -1], bins[last ?? -1]];
    const length = LENGTH[by];
    const q = between(now().q, from?.start.slice(0, length) ?? "", to?.end.slice(0, length) ?? "");
    if (q !== now().q) go({ q, selected: "" });
  }
}

function start(bin: Bin): Date {
  return new Date(`${bin.start}T00:00Z`);
}

function end(bin: Bin): Date {
  return new Date(new Date(`${bin.end}T00:00Z`).getTime() + DAY);
}

function words(bin: Bin): string {
  const days = bin.start === bin.end ? bin.start : `${bin.start} to ${bin.end}`;
  const killed = bounds(bin.killed_low, bin.killed_high);
  const told = counted(bin.reported, "article");
  return `${days}: ${counted(bin.events, "event")}${killed ? `, killed ${killed}` : ""}; ${told} published`;
}
