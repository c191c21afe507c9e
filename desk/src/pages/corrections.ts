// Which fields an analyst may correct, by which control, and the corrections that a change makes.

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
 * `whole` makes the value of a field that is not stated yet: there is no part of it to change, so
 * all of it is sent as JSON.
 */
export interface Field {
  path: string;
  label: string;
  control: Control;
  now: readonly string[];
  whole?: (values: readonly string[]) => unknown;
}

export const FACTUALITY = [
  "asserted",
  "alleged",
  "hedged",
  "hypothetical",
  "planned",
  "denied",
  "negated",
  "unverified",
];
export const RELATIONS = [
  "rival",
  "shelters",
  "links",
  "allied",
  "backs",
  "branch_of",
  "based_in",
  "cordial",
  "tension",
];
export const OUTCOMES = ["killed", "injured", "detained", "abducted", "displaced", "missing"];
export const STANCES = [
  "reports",
  "says",
  "claims",
  "confirms",
  "denies",
  "alleges",
  "condemns",
  "believes",
  "quotes",
  "claims_responsibility",
];
export const GRADES = ["confirmed", "fair", "weak", "contested", "discounted"];
export const PLACE_PRECISION = ["exact", "near", "admin2", "admin1", "region", "country"];
const DAY_PRECISION: readonly Choice[] = [
  ["day", "to the day"],
  ["month", "to the month"],
  ["year", "to the year"],
  ["approximate", "about then"],
];
const PLACES = plain(PLACE_PRECISION);
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
  return { path, label, control: { sort: "number" }, now: [now === null ? "" : String(now)] };
}

export function range(path: string, label: string, low: number | null, high: number | null): Field {
  const now = [low, high].map((bound) => (bound === null ? "" : String(bound)));
  return { path, label, control: { sort: "range" }, now };
}

export function day(
  path: string,
  label: string,
  start: string,
  end: string,
  precision: string,
): Field {
  return {
    path,
    label,
    control: { sort: "day", precision: DAY_PRECISION },
    now: [start, end, precision],
  };
}

/** A date that is not stated yet, or not resolved. */
export function newDay(path: string, label: string, words: Span): Field {
  const whole = ([start, end, precision]: readonly string[]) => ({
    start,
    end,
    precision,
    basis: "stated",
    words,
  });
  return { ...day(path, label, "", "", "day"), whole };
}

/** A place that is not stated yet, or not resolved. */
export function newPlace(path: string, label: string, words: Span): Field {
  const unknown = { country: null, country_code: null, admin1: null, admin2: null };
  const nowhere = { geonames_id: null, latitude: null, longitude: null };
  const whole = ([name, precision]: readonly string[]) => ({
    name,
    ...unknown,
    ...nowhere,
    precision,
    words,
  });
  return { path, label, control: { sort: "place", precision: PLACES }, now: ["", "exact"], whole };
}

/** The first figure of a claim that states none. */
export function newHarm(path: string, outcome: string, words: Span): Field {
  const whole = ([low = "", high = ""]: readonly string[]) => [
    { outcome, low: bound(low), high: bound(high), group: null, approximate: false, words },
  ];
  return { ...range(path, `${outcome}: not stated`, null, null), whole };
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

/**
 * The corrections that turn the present values into these, in an order in which every single one
 * fits: a range that moves up has its end moved first.
 */
export function steps(field: Field, given: readonly string[]): Step[] {
  const values = given.map((value) => value.trim());
  if (field.whole) return [{ field: field.path, value: JSON.stringify(field.whole(values)) }];
  if (field.control.sort === "json") return [{ field: values[0] ?? "", value: values[1] ?? "" }];
  const parts = partsOf(field);
  const made = parts.flatMap((part, at) => {
    const value = values[at] ?? "";
    return value === field.now[at] ? [] : [{ field: part, value: encoded(field, at, value) }];
  });
  return ["range", "day"].includes(field.control.sort) && movesUp(field, values)
    ? swapped(made)
    : made;
}

function partsOf(field: Field): string[] {
  const { path, control } = field;
  if (control.sort === "range") return [`${path}.low`, `${path}.high`];
  if (control.sort === "day") return [`${path}.start`, `${path}.end`, `${path}.precision`];
  return [path];
}

// The server reads JSON first and words second: words that look like JSON are quoted.
function encoded(field: Field, at: number, value: string): string {
  const { sort } = field.control;
  if (sort === "number" || sort === "range") return value === "" ? "null" : String(Number(value));
  if (value === "") return "null";
  return sort === "choice" || (sort === "day" && at === 2) ? value : JSON.stringify(value);
}

function movesUp(field: Field, values: readonly string[]): boolean {
  const [start = "", end = ""] = [values[0], field.now[1]];
  if (start === "" || end === "") return false;
  return field.control.sort === "range" ? Number(start) > Number(end) : start > end;
}

function swapped(made: Step[]): Step[] {
  const [first, second, ...rest] = made;
  return first && second ? [second, first, ...rest] : made;
}
