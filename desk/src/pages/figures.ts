/** Figures of harm and shares in words. Not stated is never 0. */

import { bounds, NOT_STATED } from "../words";

/** Return the bounds of a figure, or "not stated". */
export function rangeWords(
  low: number | null | undefined,
  high: number | null | undefined,
): string {
  return bounds(low ?? null, high ?? null) ?? NOT_STATED;
}

/** Return "about 12 worshippers killed". */
export function harmWords(harm: {
  outcome: string;
  low: number | null;
  high: number | null;
  group: string | null;
  approximate: boolean;
}): string {
  const number = bounds(harm.low, harm.high);
  const about = harm.approximate && number !== null ? "about " : "";
  const group = harm.group ? ` ${harm.group}` : "";
  return `${about}${number ?? "an unstated number"}${group} ${harm.outcome}`;
}

/** Return "2.31", "0.04", "12": for scores and ratios. */
export function rounded(number: number): string {
  return Math.abs(number) >= 10 ? number.toFixed(0) : number.toFixed(2);
}
