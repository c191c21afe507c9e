/** What stands for and against an event: figures, disputes, why its claims were merged. */

import { el, said } from "../dom";
import { pageLink } from "../router";
import type { EventCard, JoinedCard, ReadingCard } from "../server";
import { gradeSign } from "./chips";
import { rangeWords, rounded } from "./figures";
import { jumpLink } from "./jump";

const MOST_PAIRS = 40;
const MOST_LINKS = 3;

/** All figures by outcome and group of people; what was replaced is struck but readable. */
export function readings(card: EventCard): HTMLElement {
  if (!card.readings.length) return el("p", { class: "unstated" }, "Harm: not stated.");
  const groups = grouped(card.readings);
  return el(
    "div",
    { class: "scroll" },
    el(
      "table",
      { class: "readings" },
      el("caption", { class: "unseen" }, "Figures by claimant"),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          ...["who was harmed", "figure", "according to", "published"].map((name) =>
            el("th", { scope: "col" }, name),
          ),
        ),
      ),
      ...[...groups].map(([name, figures]) => readingGroup(name, figures)),
    ),
  );
}

function groupName(reading: ReadingCard): string {
  return reading.group ? `${reading.outcome}: ${reading.group}` : reading.outcome;
}

function grouped(all: readonly ReadingCard[]): Map<string, ReadingCard[]> {
  const found = new Map<string, ReadingCard[]>();
  for (const one of all) {
    const name = groupName(one);
    found.set(name, [...(found.get(name) ?? []), one]);
  }
  return found;
}

function readingGroup(name: string, figures: readonly ReadingCard[]): HTMLElement {
  const head = el("th", { scope: "rowgroup", rowspan: figures.length }, said(name));
  return el("tbody", {}, ...figures.map((one, at) => readingRow(one, at ? null : head)));
}

function readingRow(reading: ReadingCard, head: HTMLElement | null): HTMLElement {
  const who = reading.claimant === "unspecified" ? "a source not named" : reading.claimant;
  const figure = reading.superseded ? el("s", {}, reading.words) : el("b", {}, reading.words);
  return el(
    "tr",
    { class: reading.superseded && "superseded" },
    head,
    el("td", {}, figure),
    el(
      "td",
      {},
      said(who),
      reading.superseded && el("span", { class: "quiet" }, " earlier, since replaced"),
      " ",
      el("span", { class: "small links" }, ...claimLinks(reading.claims.slice(0, MOST_LINKS))),
    ),
    el("td", { class: "day" }, reading.published ?? "not dated"),
  );
}

/** What each settlement rule makes of the figures. */
export function settled(card: EventCard): HTMLElement | null {
  const rules = Object.entries(card.settled);
  const outcomes = [...new Set(rules.flatMap(([, figures]) => Object.keys(figures)))];
  if (!outcomes.length) return null;
  const cell = (bounds: { low: number | null; high: number | null } | undefined) =>
    el("td", {}, bounds ? rangeWords(bounds.low, bounds.high) : "not stated");
  return el(
    "details",
    { class: "settled" },
    el("summary", {}, "One figure, by rule"),
    el(
      "div",
      { class: "scroll" },
      el(
        "table",
        {},
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            el("th", { scope: "col" }, "rule"),
            ...outcomes.map((name) => el("th", { scope: "col" }, name)),
          ),
        ),
        el(
          "tbody",
          {},
          ...rules.map(([rule, figures]) =>
            el(
              "tr",
              {},
              el("th", { scope: "row" }, rule),
              ...outcomes.map((name) => cell(figures[name])),
            ),
          ),
        ),
      ),
    ),
  );
}

/** What the sources differ on. */
export function disputes(card: EventCard): HTMLElement[] {
  const found = card.disputes.map(({ words, because, claims }) =>
    el(
      "p",
      { class: "dispute", dir: "auto" },
      el("b", {}, `${words}. `),
      because,
      " ",
      el("span", { class: "small links" }, ...claimLinks(claims)),
    ),
  );
  const oneSided = el(
    "p",
    { class: "dispute" },
    el("b", {}, "One-sided. "),
    "Only a party to the conflict says so.",
  );
  return card.belligerent_only ? [...found, oneSided] : found;
}

function claimLinks(claims: readonly string[]): HTMLElement[] {
  return claims.map((id) => jumpLink(`claim-${id}`, `claim ${id.slice(0, 6)}`));
}

/** The grade with its reason, and what such a grade means. */
export function grade(card: EventCard): HTMLElement {
  const { value, because, definition } = card.grade;
  const suggested = card.status === "open" ? " Suggested by rule; an analyst decides." : "";
  return el(
    "p",
    { class: "grade-line" },
    gradeSign(value),
    el("span", { dir: "auto" }, ` ${because.replace(/\.$/, "")}. `),
    el("span", { class: "quiet" }, `“${value}” means: ${definition}.${suggested}`),
  );
}

/** Why the claims were taken for one happening: each signal's share as a small bar. */
export function whyMerged(card: EventCard): HTMLElement | null {
  if (!card.joined.length) return null;
  const widest = Math.max(
    ...card.joined.flatMap((one) => one.signals.map((s) => Math.abs(s.share))),
    0.01,
  );
  return el(
    "details",
    { class: "merged" },
    el(
      "summary",
      {},
      `Why these claims are one event (${card.joined.length} ${card.joined.length === 1 ? "pair" : "pairs"})`,
    ),
    el("p", { class: "quiet" }, "Bars to the right speak for one event, to the left against it."),
    ...card.joined.slice(0, MOST_PAIRS).map((one) => pair(one, widest)),
    card.joined.length > MOST_PAIRS &&
      el("p", { class: "quiet" }, `and ${card.joined.length - MOST_PAIRS} more pairs`),
  );
}

function pair({ one, other, score, signals }: JoinedCard, widest: number): HTMLElement {
  const link = (id: string) => jumpLink(`claim-${id}`, `claim ${id.slice(0, 6)}`);
  return el(
    "figure",
    { class: "pair" },
    el("figcaption", {}, link(one), " and ", link(other), `, score ${rounded(score)}`),
    el("ul", {}, ...signals.map((signal) => signalBar(signal.name, signal.share, widest))),
  );
}

function signalBar(name: string, share: number, widest: number): HTMLElement {
  const bar = el("span", {
    class: `bar ${share < 0 ? "bar-against" : "bar-for"}`,
    "aria-hidden": "true",
  });
  bar.style.setProperty("--share", String(Math.abs(share) / widest));
  const sign = share < 0 ? "−" : "+";
  return el(
    "li",
    {},
    el("span", { class: "signal" }, name),
    bar,
    el("span", { class: "number" }, `${sign}${rounded(Math.abs(share))}`),
  );
}

/** The whole that an event is part of, and its parts. */
export function wholeAndParts(card: EventCard): HTMLElement | null {
  if (!card.part_of && !card.parts.length) return null;
  const link = (event: { id: string; line: string }) =>
    el("a", { href: pageLink("event", event.id) }, said(event.line));
  return el(
    "div",
    { class: "parts" },
    card.part_of && el("p", {}, "Part of: ", link(card.part_of)),
    card.parts.length ? el("p", {}, "Its parts:") : null,
    card.parts.length ? el("ul", {}, ...card.parts.map((part) => el("li", {}, link(part)))) : null,
  );
}
