// A trend as rows for the drawing, and its change in words.

import type { Rate, TrendPeriod } from "../server";

export const GRADES = ["confirmed", "fair", "weak", "contested", "discounted"] as const;

export interface GradeBar {
  period: string;
  grade: string;
  events: number;
}

/** One row for each period and grade that has events, surest grades first. */
export function gradeBars(periods: readonly TrendPeriod[]): GradeBar[] {
  return periods.flatMap((one) =>
    GRADES.filter((grade) => one.grades[grade]).map((grade) => ({
      period: one.period,
      grade,
      events: one.grades[grade] ?? 0,
    })),
  );
}

export interface TollBar {
  period: string;
  low: number;
  best: number | null;
  high: number;
  open: boolean;
}

/** The periods whose killed are stated; `open` where there is no highest figure. */
export function tollBars(periods: readonly TrendPeriod[]): TollBar[] {
  return periods.flatMap(({ period, killed }) => {
    const low = killed?.low ?? killed?.best ?? killed?.high ?? null;
    if (!killed || low === null) return [];
    return [
      { period, low, best: killed.best, high: killed.high ?? low, open: killed.high === null },
    ];
  });
}

/** Every nth period, so that at most `most` names stand below the axis. */
export function ticks(periods: readonly { period: string }[], most: number): string[] {
  const step = Math.max(1, Math.ceil(periods.length / most));
  return periods.filter((_, at) => at % step === 0).map((one) => one.period);
}

/** The ratio of two rates, with its interval and what it says. */
export function ratioWords(found: Rate | null, confidence: number): string {
  if (!found) return "cannot be compared: nothing counted, or nothing read.";
  const ratio =
    found.ratio === null ? "no ratio (none earlier)" : `${found.ratio.toFixed(2)} times`;
  const high = found.high === null ? "no upper bound" : found.high.toFixed(2);
  const interval = `${Math.round(confidence * 100)}% interval ${found.low.toFixed(2)} to ${high}`;
  return `${ratio} (${interval}): ${verdict(found)}.`;
}

function verdict({ low, high }: Rate): string {
  if (low > 1) return "more than before";
  if (high !== null && high < 1) return "fewer than before";
  return "the interval holds 1, so a change cannot be told from chance";
}
