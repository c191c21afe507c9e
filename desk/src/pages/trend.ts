/** Whether events became more or fewer: drawings, the change in words, and what to mind. */

import "../styles/pages/forms.css";
import "../styles/pages/trend.css";
import * as Plot from "@observablehq/plot";
import type { Api } from "../api";
import { append, el, refill, said } from "../dom";
import { go, type State } from "../router";
import type { Trend, TrendChange, TrendPeriod, TrendStretch } from "../server";
import { colour, onThemeChange } from "../theme";
import { counted } from "../words";
import { rangeWords } from "./figures";
import { onlyNewest } from "./newest";
import type { Shown } from "./page";
import { GRADES, gradeBars, ratioWords, ticks, tollBars } from "./trend_lines";

export const title = "Trend";

const LENGTHS = ["day", "week", "month", "quarter", "year"];
const COLOURS = ["good", "accent", "quiet", "doubt", "edge"];

export async function render(into: HTMLElement, state: State, api: Api): Promise<Shown> {
  const about = await api.about();
  let found: Trend | null = null;
  const pictures = el("div", { class: "pictures" });
  let width = 0;
  const draw = () => found && refill(pictures, ...drawings(found, width));
  const fit = () => {
    const now = pictures.clientWidth || 640;
    if (now === width) return;
    width = now;
    draw();
  };
  const newest = onlyNewest();
  const show = async ({ q, rule, more }: State) => {
    const by = LENGTHS.includes(more.by ?? "") ? more.by : "month";
    found = await newest(api.get<Trend>("api/trend", { q, by, rule }));
    refill(into, ...page(found, q, about.rules, pictures));
    width = 0;
    fit();
  };
  await show(state);
  const ends = onThemeChange(draw);
  const watch = new ResizeObserver(fit);
  watch.observe(into);
  return {
    update: show,
    close: () => {
      ends();
      watch.disconnect();
    },
  };
}

function page(
  found: Trend,
  q: string,
  rules: readonly string[],
  pictures: HTMLElement,
): HTMLElement[] {
  return [
    el(
      "header",
      {},
      el("h1", { dir: "auto" }, found.counted),
      el("p", { class: "quiet" }, q ? said(`Filter: ${q}`) : "All events of the case."),
      el(
        "p",
        { class: "actions" },
        chooser("Period", LENGTHS, found.by, (by) => go({ more: { by } })),
        chooser("Rule for one figure", rules, found.rule, (rule) => go({ rule })),
      ),
    ),
    warnings(found),
    change(found.change),
    found.periods.length
      ? pictures
      : el("p", {}, "No event with a date fits, and nothing with a date was read."),
    leftOut(found),
    table(found),
  ].filter((part) => part !== null);
}

function chooser(
  label: string,
  of: readonly string[],
  now: string,
  chosen: (value: string) => void,
): HTMLElement {
  const select = el("select", { onchange: () => chosen(select.value) });
  append(select, ...of.map((value) => el("option", { value }, value)));
  select.value = now;
  return el("label", { class: "inline" }, label, select);
}

function warnings(found: Trend): HTMLElement | null {
  if (!found.warnings.length) return null;
  return el(
    "div",
    { class: "dispute", role: "note" },
    el("b", {}, "Mind: "),
    ...found.warnings.map((words) => el("p", { dir: "auto" }, words)),
  );
}

function change(found: TrendChange | null): HTMLElement | null {
  if (!found) return null;
  const words = (stretch: TrendStretch) =>
    `${stretch.first} to ${stretch.last} (${counted(stretch.days, "day")}): ${counted(stretch.events, "event")}, ${counted(stretch.articles, "article")} read`;
  const row = (label: string, told: string) =>
    el("div", {}, el("dt", {}, label), el("dd", {}, told));
  return el(
    "section",
    {},
    el("h2", {}, "Has it changed?"),
    el(
      "dl",
      { class: "essentials" },
      row("Earlier", words(found.earlier)),
      row("Later", words(found.later)),
      row("Per day", ratioWords(found.per_day, found.confidence)),
      row("Per article read", ratioWords(found.per_article, found.confidence)),
    ),
  );
}

function leftOut(found: Trend): HTMLElement | null {
  const told = Object.entries(found.left_out).map(([why, count]) => `${count} ${why}`);
  return told.length
    ? el("p", { class: "quiet" }, `Events not counted: ${told.join("; ")}.`)
    : null;
}

function drawings(found: Trend, width: number): HTMLElement[] {
  const { periods } = found;
  const named = ticks(periods, Math.max(2, Math.floor(width / 90)));
  const across = {
    type: "band" as const,
    domain: periods.map((one) => one.period),
    ticks: named,
    label: null,
  };
  return [
    figure("Events, by grade", gradesPicture(periods, width, across)),
    figure(
      `Killed by the rule “${found.rule}”: lowest to highest, with the best figure where there is one`,
      tollPicture(periods, width, across),
    ),
    figure("Articles read", articlesPicture(periods, width, across)),
  ];
}

interface Across {
  type: "band";
  domain: string[];
  ticks: string[];
  label: null;
}

type Picture = ReturnType<typeof Plot.plot>;

function gradesPicture(periods: readonly TrendPeriod[], width: number, x: Across): Picture {
  return Plot.plot({
    ...frame(width, x),
    color: { domain: [...GRADES], range: COLOURS.map(colour), legend: true },
    y: { label: "events", grid: true, tickFormat: whole },
    marks: [
      Plot.barY(gradeBars(periods), {
        x: "period",
        y: "events",
        fill: "grade",
        order: [...GRADES],
        title: (bar) => `${bar.period}: ${bar.events} ${bar.grade}`,
      }),
      Plot.ruleY([0], { stroke: colour("edge") }),
    ],
  });
}

function tollPicture(periods: readonly TrendPeriod[], width: number, x: Across): Picture {
  const bars = tollBars(periods);
  const words = (bar: { period: string; low: number; high: number; open: boolean }) =>
    `${bar.period}: ${rangeWords(bar.low, bar.open ? null : bar.high)} killed`;
  return Plot.plot({
    ...frame(width, x),
    y: { label: "killed", grid: true, zero: true, tickFormat: whole },
    marks: [
      Plot.ruleX(bars, {
        x: "period",
        y1: "low",
        y2: "high",
        stroke: colour("harm"),
        strokeWidth: 3,
        title: words,
      }),
      Plot.tickY(bars, {
        x: "period",
        y: "low",
        stroke: colour("harm"),
        strokeWidth: 2,
        title: words,
      }),
      Plot.tickY(
        bars.filter((bar) => !bar.open),
        { x: "period", y: "high", stroke: colour("harm"), strokeWidth: 2 },
      ),
      Plot.text(
        bars.filter((bar) => bar.open),
        { x: "period", y: "high", text: () => "or more", dy: -10, fill: colour("quiet") },
      ),
      Plot.dot(
        bars.filter((bar) => bar.best !== null),
        {
          x: "period",
          y: "best",
          fill: colour("ink"),
          r: 3.5,
          title: (bar) => `${bar.period}: best ${bar.best}`,
        },
      ),
      Plot.ruleY([0], { stroke: colour("edge") }),
    ],
  });
}

function articlesPicture(periods: readonly TrendPeriod[], width: number, x: Across): Picture {
  return Plot.plot({
    ...frame(width, x),
    height: 90,
    y: { label: "articles", ticks: 2, tickFormat: whole },
    marks: [
      Plot.barY(periods, {
        x: "period",
        y: "articles",
        fill: colour("line"),
        title: (one) => `${one.period}: ${counted(one.articles, "article")}`,
      }),
      Plot.ruleY([0], { stroke: colour("edge") }),
    ],
  });
}

function frame(width: number, x: Across) {
  return {
    width,
    height: 200,
    marginLeft: 44,
    marginBottom: 28,
    x,
    className: "plot",
    style: { background: "none", color: colour("ink") },
  };
}

function whole(value: number): string {
  return Number.isInteger(value) ? String(value) : "";
}

/**
 * A drawing with its heading. The style sheet that Plot brings along would break the policy, and
 * its names of groups may not stand on elements without a role.
 */
function figure(heading: string, picture: Picture): HTMLElement {
  for (const style of picture.querySelectorAll("style")) style.remove();
  for (const group of picture.querySelectorAll("g[aria-label]"))
    group.removeAttribute("aria-label");
  const [drawn] =
    picture.tagName === "svg" ? [picture] : picture.querySelectorAll("svg:last-of-type");
  drawn?.setAttribute("role", "img");
  drawn?.setAttribute("aria-label", `${heading}. The figures stand in the table below.`);
  return el("figure", { class: "chart" }, el("figcaption", {}, heading), picture);
}

function table(found: Trend): HTMLElement {
  const head = [found.by, "articles", "events", "killed", "best", "toll told", ...GRADES];
  return el(
    "details",
    { class: "figures-table" },
    el("summary", {}, "The figures as a table"),
    el(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Figures by period" },
      el(
        "table",
        {},
        el("thead", {}, el("tr", {}, ...head.map((name) => el("th", { scope: "col" }, name)))),
        el("tbody", {}, ...found.periods.map(periodRow)),
      ),
    ),
  );
}

function periodRow(one: TrendPeriod): HTMLElement {
  const number = (words: string | number) => el("td", { class: "number" }, words);
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, one.period),
    number(one.articles),
    number(one.events),
    number(rangeWords(one.killed?.low, one.killed?.high)),
    number(one.killed?.best ?? "not stated"),
    number(one.events ? `${one.events_with_toll} of ${one.events}` : ""),
    ...GRADES.map((grade) => number(one.grades[grade] || "")),
  );
}
