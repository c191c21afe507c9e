/** Figures and values in words. What nobody stated is "not stated" and never 0. */

const DIGITS = new Intl.NumberFormat("en");
export const NOT_STATED = "not stated";

/** How well a place is known, from the best to the least, in words. */
export const PRECISIONS: [value: string, words: string][] = [
  ["exact", "exact place"],
  ["near", "near a place"],
  ["admin2", "district"],
  ["admin1", "province"],
  ["region", "region"],
  ["country", "country"],
];

export const GRADES: Record<string, string> = {
  confirmed: "●●●",
  fair: "●●○",
  weak: "●○○",
  contested: "◐",
  discounted: "○○○",
};

/** Return a figure with its thousands set apart. */
export function figure(number: number): string {
  return DIGITS.format(number);
}

/** Return how many there are of something: "1 event", "2,000 events". */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${figure(number)} ${number === 1 ? one : many}`;
}

/** Return the bounds of a figure: "12", "12–15", "12 or more", "up to 15"; null if none stated. */
export function bounds(low: number | null, high: number | null, more = false): string | null {
  if (low === null && high === null) return null;
  if (high === null) return `${figure(low ?? 0)} or more`;
  if (low === null) return `up to ${figure(high)}`;
  const words = low === high ? figure(low) : `${figure(low)}–${figure(high)}`;
  return more ? `${words} or more` : words;
}
