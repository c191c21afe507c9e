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
  | { sort: "range" };

/** A field with its present value; `now` has as many strings as the control has inputs. */
export interface Field {
  path: string;
  label: string;
  control: Control;
  now: readonly string[];
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
      return first.trim() ? null : "Expected some words.";
    case "choice":
      return null;
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
export function steps(field: Field, values: readonly string[]): Step[] {
  const parts = partsOf(field);
  const made = parts.flatMap((part, at) => {
    const value = (values[at] ?? "").trim();
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
