/** What is found as a table with chosen columns, sorted by one of them. */

import { type Child, el, refill, said } from "../dom";
import { go, type State } from "../router";
import type { EventRow } from "../server";
import { NOT_STATED, PRECISIONS } from "../words";
import { grade, sentence, standing, toll } from "./event_words";

interface Column {
  name: string;
  label: string;
  cell: (event: EventRow) => Child;
  /** What rows are sorted by; null, which is not stated, comes last. */
  key: (event: EventRow) => string | number | null;
  number?: boolean;
}

const text = (name: string, label: string, of: (event: EventRow) => string | null): Column => ({
  name,
  label,
  cell: (event) => stated(of(event)),
  key: of,
});
const figure = (name: string, label: string, of: (event: EventRow) => number): Column => ({
  name,
  label,
  cell: of,
  key: of,
  number: true,
});
const RANK = new Map(PRECISIONS.map(([value], rank) => [value, rank]));
const WORDS = new Map(PRECISIONS);

const COLUMNS: Column[] = [
  {
    name: "date",
    label: "Date",
    cell: ({ date_words }) => date_words,
    key: ({ date_start }) => date_start,
  },
  { name: "line", label: "Event", cell: sentence, key: ({ line }) => line },
  text("type", "Type", ({ type_words }) => type_words),
  text("mode", "Mode", ({ mode }) => mode),
  text("actors", "Actors", ({ actors }) => actors.join("; ") || null),
  text("targets", "Targets", ({ targets }) => targets.join("; ") || null),
  text("place", "Place", ({ place_words }) => place_words),
  text("country", "Country", ({ country }) => country),
  text("admin1", "Province", ({ admin1 }) => admin1),
  {
    name: "precision",
    label: "Place known to",
    cell: ({ place_precision }) => stated(WORDS.get(place_precision ?? "") ?? null),
    key: ({ place_precision }) => RANK.get(place_precision ?? "") ?? null,
  },
  {
    name: "killed",
    label: "Killed",
    cell: ({ killed_low, killed_high }) => toll(killed_low, killed_high),
    key: ({ killed_low, killed_high }) => killed_high ?? killed_low,
    number: true,
  },
  {
    name: "injured",
    label: "Injured",
    cell: ({ injured_low, injured_high }) => toll(injured_low, injured_high),
    key: ({ injured_low, injured_high }) => injured_high ?? injured_low,
    number: true,
  },
  figure("independent", "Independent sources", ({ independent }) => independent),
  figure("articles", "Articles", ({ articles }) => articles),
  figure("outlets", "Outlets", ({ outlets }) => outlets),
  figure("claims", "Claims", ({ claims }) => claims),
  { name: "grade", label: "Grade", cell: grade, key: ({ grade }) => grade },
  text("disputed", "Disputed", ({ disputed }) => disputed.join(", ") || "no"),
  { name: "status", label: "Status", cell: standing, key: ({ status }) => status },
  text("id", "Id", ({ id }) => id),
];
const USUAL = ["date", "line", "type", "place", "killed", "independent", "grade", "status"];

/** Return the column and direction that the address sorts by; null: by day, as the server does. */
export function sorting({ more }: State): { column: Column; down: boolean } | null {
  const [name, way] = (more.sort ?? "").split("-");
  const column = COLUMNS.find((one) => one.name === name && name !== "date");
  return column ? { column, down: way === "down" } : null;
}

/** Fill a table with rows. */
export function showTable(table: HTMLTableElement, rows: EventRow[], state: State): void {
  const columns = chosen(state);
  const head = el("tr", {}, ...columns.map((column) => header(column, state)));
  const body = sorted(rows, state).map((event) =>
    el("tr", { "data-id": event.id }, ...columns.map((column) => cell(column, event))),
  );
  refill(table, el("thead", {}, head), el("tbody", {}, ...body));
}

/** Return the box in which columns are chosen. */
export function columnChoice(state: State): HTMLElement {
  const shown = new Set(chosen(state).map(({ name }) => name));
  const box = ({ name, label }: Column) =>
    el(
      "label",
      { class: "check" },
      el("input", {
        type: "checkbox",
        checked: shown.has(name),
        onchange: () => go({ columns: flipped(shown, name) }, { replace: true }),
      }),
      label,
    );
  return el(
    "details",
    { class: "columns" },
    el("summary", {}, "Columns"),
    el("div", {}, ...COLUMNS.map(box)),
  );
}

function flipped(shown: Set<string>, name: string): string[] {
  const columns = COLUMNS.map((one) => one.name).filter((one) => shown.has(one) !== (one === name));
  return columns.join() === USUAL.join() ? [] : columns;
}

function chosen({ columns }: State): Column[] {
  const names = new Set(columns.length ? columns : USUAL);
  const found = COLUMNS.filter(({ name }) => names.has(name));
  return found.length ? found : COLUMNS.filter(({ name }) => USUAL.includes(name));
}

function header(column: Column, state: State): HTMLElement {
  const way = direction(column, state);
  const sort = way === "down" ? "descending" : way === "up" ? "ascending" : "none";
  const sign = way === "down" ? " ↓" : way === "up" ? " ↑" : "";
  const next = way === "down" ? "up" : "down";
  const click = () =>
    column.name === "date"
      ? go({ order: next === "down" ? "newest" : "oldest", more: { sort: "" } }, { replace: true })
      : go({ more: { sort: `${column.name}-${next}` } }, { replace: true });
  return el(
    "th",
    { scope: "col", "aria-sort": sort, class: column.number && "number" },
    el("button", { type: "button", class: "plain", onclick: click }, `${column.label}${sign}`),
  );
}

function direction(column: Column, state: State): "up" | "down" | null {
  const by = sorting(state);
  if (by) return by.column === column ? (by.down ? "down" : "up") : null;
  if (column.name !== "date") return null;
  return state.order === "newest" ? "down" : "up";
}

function cell(column: Column, event: EventRow): HTMLElement {
  return el("td", { class: column.number ? "number" : `cell-${column.name}` }, column.cell(event));
}

function stated(words: string | null): HTMLElement {
  return words === null ? el("span", { class: "unstated" }, NOT_STATED) : said(words);
}

function sorted(rows: EventRow[], state: State): EventRow[] {
  const by = sorting(state);
  if (!by) return rows;
  const { column, down } = by;
  return rows.toSorted((one, other) => {
    const [a, b] = [column.key(one), column.key(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const order = typeof a === "number" ? a - Number(b) : a.localeCompare(String(b), "en");
    return down ? -order : order;
  });
}
