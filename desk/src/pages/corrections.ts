/** By which controls fields are corrected, and the correction that a change makes. */

import { PRECISIONS } from "../words";

export interface Step {
  field: string;
  value: string;
}

export type Choice = readonly [value: string, words: string];

export type Control =
  | { sort: "choice"; choices: readonly Choice[] }
  | { sort: "text" }
  | { sort: "number" }
  | { sort: "day"; precision: readonly Choice[] }
  | { sort: "range" }
  | { sort: "place"; precision: readonly Choice[] }
  | { sort: "json" };

/** The words of an article that a value rests on. */
export interface Span {
  article_id: string;
  start: number;
  end: number;
  words: string;
}

/**
 * A field with its present value; `now` has as many strings as the control has inputs.
 *
 * `whole` makes the value that is sent where one part alone would not fit the others, or where
 * there is nothing yet of which a part could change.
 */
export interface Field {
  path: string;
  label: string;
  control: Control;
  now: readonly string[];
  whole?: (values: readonly string[]) => unknown;
}

const DAY_PRECISION: readonly Choice[] = [
  ["day", "to the day"],
  ["month", "to the month"],
  ["year", "to the year"],
  ["approximate", "about then"],
];
const NONE: Choice = ["", "none"];

/** Words of the code, as people read them: "branch_of" → "branch of". */
export function plain(words: readonly string[]): Choice[] {
  return words.map((word) => [word, word.toLowerCase().replaceAll(/[_-]/g, " ")]);
}

/** The choices, with the present value among them even where the list does not know it. */
export function withNow(choices: readonly Choice[], now: string): Choice[] {
  const known = choices.some(([value]) => value === now);
  return known ? [...choices] : [[now, now || "none"], ...choices];
}

export function choice(
  path: string,
  label: string,
  now: string | null,
  of: readonly Choice[],
): Field {
  return {
    path,
    label,
    control: { sort: "choice", choices: withNow(of, now ?? "") },
    now: [now ?? ""],
  };
}

export function optional(
  path: string,
  label: string,
  now: string | null,
  of: readonly Choice[],
): Field {
  return choice(path, label, now, [NONE, ...of]);
}

export function text(path: string, label: string, now: string | null): Field {
  return { path, label, control: { sort: "text" }, now: [now ?? ""] };
}

export function number(path: string, label: string, now: number | null): Field {
  return { path, label, control: { sort: "number" }, now: [written(now)] };
}

/** A figure of harm: its bounds are sent with all that they belong to, so that they fit. */
export function harm(path: string, label: string, now: Harm): Field {
  const { low, high, ...rest } = now;
  const whole = ([least = "", most = ""]: readonly string[]) => {
    const value = { ...rest, low: bound(least), high: bound(most) };
    return path === "harm" ? [value] : value;
  };
  return { path, label, control: { sort: "range" }, now: [written(low), written(high)], whole };
}

export interface Harm {
  outcome: string;
  low: number | null;
  high: number | null;
  group: string | null;
  approximate: boolean;
  words: Span;
}

/** A date, also one that is not stated yet (three empty strings), with the words that tell it. */
export function day(label: string, now: readonly [string, string, string], words: Span): Field {
  const whole = ([start, end, precision]: readonly string[]) => ({
    start,
    end,
    precision,
    basis: "stated",
    words,
  });
  const control: Control = { sort: "day", precision: DAY_PRECISION };
  return { path: "when", label, control, now, whole };
}

/** A place that is not stated yet, or not resolved. */
export function newPlace(label: string, words: Span): Field {
  const unknown = { country: null, country_code: null, admin1: null, admin2: null };
  const nowhere = { geonames_id: null, latitude: null, longitude: null };
  const whole = ([name, precision]: readonly string[]) => ({
    name,
    ...unknown,
    ...nowhere,
    precision,
    words,
  });
  const control: Control = { sort: "place", precision: PRECISIONS };
  return { path: "where", label, control, now: ["", "exact"], whole };
}

/** The first actor or target of a claim that names none. */
export function newParty(path: string, label: string, words: Span): Field {
  const whole = ([name]: readonly string[]) => [
    { name, words, id: null, meant: null, candidates: [] },
  ];
  return { ...text(path, label, ""), whole };
}

/** Any field by its path, for what no other control can change. */
export const ANY_FIELD: Field = {
  path: "",
  label: "another field, as JSON",
  control: { sort: "json" },
  now: ["", ""],
};

/** A field that can be said to be not stated after all. */
export function removal(path: string, label: string): Field {
  const choices: Choice[] = [
    ["stated", "stated"],
    ["", "not stated"],
  ];
  return { path, label, control: { sort: "choice", choices }, now: ["stated"] };
}

function bound(words: string): number | null {
  return words.trim() === "" ? null : Number(words);
}

/** What is wrong with the values, as a sentence; null where nothing is. */
export function fault(field: Field, values: readonly string[]): string | null {
  if (values.every((value, at) => value === (field.now[at] ?? ""))) return "Nothing was changed.";
  const [first = "", second = ""] = values;
  switch (field.control.sort) {
    case "number":
      return numberFault(first);
    case "range":
      return numberFault(first) ?? numberFault(second) ?? rangeFault(first, second);
    case "day":
      return dayFault(first) ?? dayFault(second) ?? backwards(first, second);
    case "text":
    case "place":
      return first.trim() ? null : "Expected some words.";
    case "json":
      return first.trim() && isJson(second) ? null : "Expected a path and a value as JSON.";
    case "choice":
      return null;
  }
}

function isJson(words: string): boolean {
  try {
    JSON.parse(words);
    return true;
  } catch {
    return false;
  }
}

function numberFault(value: string): string | null {
  return /^(-?\d+(\.\d+)?)?$/.test(value.trim()) ? null : `Expected a number, found “${value}”.`;
}

function rangeFault(low: string, high: string): string | null {
  if (low === "" || high === "" || Number(low) <= Number(high)) return null;
  return `The lowest figure, ${low}, is above the highest, ${high}.`;
}

function dayFault(value: string): string | null {
  if (/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(value)) return null;
  return `Expected a date such as 2023-04-26, 2023-04 or 2023, found “${value}”.`;
}

function backwards(start: string, end: string): string | null {
  const shared = Math.min(start.length, end.length);
  if (start.slice(0, shared) <= end.slice(0, shared)) return null;
  return `The date runs backwards: ${start} to ${end}.`;
}

/** The correction that turns the present values into these. */
export function step(field: Field, given: readonly string[]): Step {
  const values = given.map((value) => value.trim());
  const [first = "", second = ""] = values;
  if (field.whole) return { field: field.path, value: JSON.stringify(field.whole(values)) };
  if (field.control.sort === "json") return { field: first, value: second };
  return { field: field.path, value: encoded(field.control.sort, first) };
}

// The server reads JSON first and words second: words that look like JSON are quoted.
function encoded(sort: Control["sort"], value: string): string {
  if (value === "") return "null";
  if (sort === "number") return String(Number(value));
  return sort === "choice" ? value : JSON.stringify(value);
}

function written(number: number | null): string {
  return number === null ? "" : String(number);
}

/** The span of some words of a quote, which starts at an offset of its article. */
export function spanIn(quote: Span, words: string): Span {
  const before = quote.words.indexOf(words);
  if (!words || before < 0) return quote;
  // Offsets count code points, and strings here count UTF-16 units.
  const start = quote.start + [...quote.words.slice(0, before)].length;
  return { article_id: quote.article_id, start, end: start + [...words].length, words };
}
