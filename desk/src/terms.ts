/**
 * The conditions of a filter as its text writes them, to show, add and take away by mouse.
 *
 * The server alone judges a filter. What is read here is only where one condition ends and the
 * next begins, so text that the server will refuse is kept as it is.
 */

export interface Term {
  text: string;
  negated: boolean;
  /** The field, in small letters; empty for words looked for in the text. */
  key: string;
  sign: string;
  values: string[];
}

const QUOTED = String.raw`"(?:[^"\\]|\\.)*"`;
const TERM = new RegExp(
  String.raw`(-?)(?:([A-Za-z_][A-Za-z0-9_]*)(>=|<=|>|<|=|:))?((?:${QUOTED}|[^\s"])*)`,
  "y",
);
const ITEM = new RegExp(`(?:${QUOTED}|[^,"])+`, "g");
const PLAIN = /^[^\s",\\:<>=]+$/;
const DATES = ["from", "to", "on"];

/** Return the conditions of a filter in their order. */
export function terms(q: string): Term[] {
  const found: Term[] = [];
  let at = 0;
  while (at < q.length) {
    TERM.lastIndex = at;
    const [text = "", minus = "", key = "", sign = "", value = ""] = TERM.exec(q) ?? [];
    if (text) found.push(term(text, minus, key, sign, value));
    // A quote that never closes belongs to what is being typed: it goes on to the end.
    else if (q[at] === '"') found.push(term(q.slice(at), "", "", "", q.slice(at)));
    at = text ? TERM.lastIndex : q[at] === '"' ? q.length : at + 1;
  }
  return found;
}

/** Return the filter of some conditions. */
export function joined(kept: Term[]): string {
  return kept.map(({ text }) => text).join(" ");
}

/** Return the values that a field may have; none where the filter does not speak of it. */
export function valuesOf(q: string, key: string): string[] {
  return terms(q)
    .filter((one) => one.key === key && !one.negated)
    .flatMap(({ values }) => values);
}

/** Return the filter in which a field may have these values and no others; none: any. */
export function withValues(q: string, key: string, values: string[]): string {
  return withTerm(q, [key], values.length ? `${key}:${values.map(quoted).join(",")}` : "");
}

/** Return the filter with a value added to those of a field, or taken from them. */
export function toggled(q: string, key: string, value: string): string {
  const values = valuesOf(q, key);
  const without = values.filter((one) => one !== value);
  return withValues(q, key, without.length < values.length ? without : [...values, value]);
}

/** Return the lowest figure that a filter asks for, as written; empty where it asks for none. */
export function atLeast(q: string, key: string): string {
  return terms(q).find((one) => one.key === key && one.sign === ">=")?.values[0] ?? "";
}

/** Return the filter that asks for such a figure at least; empty for any. */
export function withAtLeast(q: string, key: string, figure: string): string {
  return withTerm(q, [key], figure ? `${key}>=${figure}` : "");
}

/** Return the filter without conditions on the date. */
export function undated(q: string): string {
  return withTerm(q, DATES, "");
}

/** Return the filter with these bounds of the date and no others; empty for none. */
export function between(q: string, first: string, last: string): string {
  const bounds = [first && `from:${first}`, last && `to:${last}`].filter(Boolean);
  return withTerm(q, DATES, bounds.join(" "));
}

/** Return the bounds of the date as written. */
export function dates(q: string): { first: string; last: string } {
  const [on = ""] = valuesOf(q, "on");
  const [from = "", to = from] = on.split("..");
  return { first: valuesOf(q, "from")[0] ?? from, last: valuesOf(q, "to")[0] ?? to };
}

/** Return the filter with one condition more, unless it has it. */
export function narrowed(q: string, ...conditions: string[]): string {
  const there = new Set(terms(q).map(({ text }) => text));
  const added = conditions.filter((one) => !there.has(one));
  return [q.trim(), ...added].filter(Boolean).join(" ");
}

/** Return a value as the filter language writes it. */
export function quoted(value: string): string {
  if (PLAIN.test(value) && !value.startsWith("-")) return value;
  return `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

function term(text: string, minus: string, key: string, sign: string, value: string): Term {
  const items = key ? (value.match(ITEM) ?? []) : [value];
  return {
    text,
    negated: minus === "-",
    key: key.toLowerCase(),
    sign,
    values: items.map(unquoted),
  };
}

function unquoted(value: string): string {
  return value.replace(/"((?:[^"\\]|\\.)*)"/g, (_, inner: string) => inner.replace(/\\(.)/g, "$1"));
}

/** Put one condition in the place of all (not negated) ones on some fields. */
function withTerm(q: string, keys: string[], text: string): string {
  const all = terms(q);
  const mine = (one: Term) => keys.includes(one.key) && !one.negated;
  const place = all.findIndex(mine);
  const texts = all.flatMap((one, at) => {
    if (!mine(one)) return [one.text];
    return at === place && text ? [text] : [];
  });
  if (place < 0 && text) texts.push(text);
  return texts.join(" ");
}
