// Figures in words, where the server gives only bounds. Not stated is never 0.

export const NOT_STATED = "not stated";

/** "12", "10 to 12", "at least 12", "up to 12", or "not stated". */
export function rangeWords(
  low: number | null | undefined,
  high: number | null | undefined,
): string {
  const [least, most] = [low ?? null, high ?? null];
  if (least === null && most === null) return NOT_STATED;
  if (most === null) return `at least ${figure(least)}`;
  if (least === null) return `up to ${figure(most)}`;
  return least === most ? figure(least) : `${figure(least)} to ${figure(most)}`;
}

/** "1 event", "1,204 events". */
export function counted(count: number, noun: string, many = `${noun}s`): string {
  return `${figure(count)} ${count === 1 ? noun : many}`;
}

/** A number as the page writes it. */
export function figure(number: number | null): string {
  return number === null ? NOT_STATED : number.toLocaleString("en-GB");
}

/** "2.31", "0.04", "12": two figures that count, for scores and ratios. */
export function rounded(number: number): string {
  return Math.abs(number) >= 10 ? number.toFixed(0) : number.toFixed(2);
}

/** "about 12 worshippers killed". */
export function harmWords(harm: {
  outcome: string;
  low: number | null;
  high: number | null;
  group: string | null;
  approximate: boolean;
}): string {
  const stated = harm.low !== null || harm.high !== null;
  const about = harm.approximate && stated ? "about " : "";
  const number = stated ? rangeWords(harm.low, harm.high) : "an unstated number";
  return `${about}${number}${harm.group ? ` ${harm.group}` : ""} ${harm.outcome}`;
}
