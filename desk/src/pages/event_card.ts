/** One event with everything that is known of it: beside the list, in the review, as a page. */

import "../styles/pages/forms.css";
import "../styles/pages/event.css";
import type { Api } from "../api";
import { type Child, el, refill, said } from "../dom";
import { complain } from "../notice";
import { pageLink } from "../router";
import type { ClaimCard, DecisionLine, EventCard } from "../server";
import { counted } from "../words";
import { machineWords, statusChip, statusMeaning } from "./chips";
import { claimCard } from "./claim_card";
import { copyButton } from "./copying";
import { type Decided, undoing, type Verdict } from "./deciding";
import { announce, carryOut, type Desk, deskOf, takeBack } from "./deeds";
import { disputes, grade, readings, settled, wholeAndParts, whyMerged } from "./event_evidence";
import { jump } from "./jump";
import { legend } from "./marked_text";

const MOST_CLAIMS = 40;
const PAUSE = 1_500;

export interface CardOptions {
  /** The level of its heading: 1 as a page of its own, 2 beside a list. */
  level?: 1 | 2;
  /** A decision changed the event: show what it became. By default it is asked for anew. */
  changed?(decided: Decided): void | Promise<void>;
  /** The events now follow what was decided: show what this one is. By default it is here. */
  follow?(id: string): void | Promise<void>;
  /** Whoever shows the card says itself what was decided. */
  announced?: boolean;
}

/** Ask for the event and show it. Returns the card, so that keys can act on it. */
export async function showEvent(
  into: HTMLElement,
  id: string,
  api: Api,
  options: CardOptions = {},
): Promise<EventCard> {
  const [card, desk] = await Promise.all([
    api.get<EventCard>(`api/events/${encodeURIComponent(id)}`),
    deskOf(api),
  ]);
  const show = async (now: string) => {
    await showEvent(into, now, api, options);
    into.querySelector<HTMLElement>(".event-card")?.focus();
  };
  const again = (decided: Decided) => show(decided.redirect ?? card.id);
  const shown = eventCard(card, desk, { ...options, changed: options.changed ?? again });
  refill(into, shown);
  if (card.gathering) void followed(shown, card.id, api, options.follow ?? show).catch(complain);
  return card;
}

/** Wait until the events follow what was decided, then show what became of this one. */
async function followed(
  shown: HTMLElement,
  id: string,
  api: Api,
  follow: NonNullable<CardOptions["follow"]>,
): Promise<void> {
  const path = `api/events/${encodeURIComponent(id)}`;
  for (;;) {
    await new Promise((resume) => setTimeout(resume, PAUSE));
    if (!shown.isConnected) return;
    const now = await api.get<EventCard>(path);
    if (!now.gathering) return void (await follow(now.id));
  }
}

/** Return an event as shown. */
export function eventCard(card: EventCard, desk: Desk, options: CardOptions): HTMLElement {
  const heading = `event-${card.id}`;
  const act = (verdict: Exclude<Verdict, "undo">, claim?: ClaimCard) => {
    void carriedOut(desk, card, options, verdict, claim).catch(complain);
  };
  const level = options.level ?? 2;
  const section = sectionAt(level);
  return el(
    "article",
    { class: `event-card event-${card.status}`, "aria-labelledby": heading, tabindex: "-1" },
    top(card, heading, level),
    essentials(card),
    decisionButtons(card, act, level),
    section("Who was harmed", readings(card), settled(card)),
    ...disputed(card, section),
    section(
      counted(card.claims.length, "claim"),
      legend(),
      ...claims(card, desk.meanings, level, act),
      whyMerged(card),
    ),
    card.statements.length
      ? section(
          "Said about the event",
          ...card.statements.map((claim) => claimCard(claim, desk.meanings, level)),
        )
      : null,
    sources(card, section),
    history(card, desk, options, section),
    cite(card, section),
  );
}

async function carriedOut(
  desk: Desk,
  card: EventCard,
  options: CardOptions,
  verdict: Exclude<Verdict, "undo">,
  claim?: ClaimCard,
): Promise<void> {
  const decided = await carryOut(desk, verdict, card, claim);
  if (!decided) return;
  if (!options.announced) announce(desk, decided, card.line, (undone) => options.changed?.(undone));
  await options.changed?.(decided);
}

function top(card: EventCard, heading: string, level: 1 | 2): HTMLElement {
  const moved =
    card.redirected_from && `Event ${card.redirected_from.slice(0, 8)} is now part of this one.`;
  return el(
    "header",
    {},
    moved ? el("p", { class: "notice" }, moved) : null,
    card.gathering
      ? el(
          "p",
          { class: "notice", role: "status" },
          "The events are being gathered again as was decided; this card follows by itself.",
        )
      : null,
    el(
      "p",
      { class: "kicker" },
      card.type_words,
      statusChip(card.status),
      el("span", {}, statusMeaning(card.status)),
    ),
    el(level === 1 ? "h1" : "h2", { id: heading, dir: "auto" }, card.line),
  );
}

function essentials(card: EventCard): HTMLElement {
  const where = card.place_precision ? PLACE_PRECISION[card.place_precision] : null;
  const when = card.date_precision ? DATE_PRECISION[card.date_precision] : null;
  const stated = (words: string, precision: string | null | undefined) => [
    machineWords(words, card.status),
    precision ? el("span", { class: "quiet" }, ` ${precision}`) : null,
  ];
  const row = (label: string, ...told: Child[]) =>
    el("div", {}, el("dt", {}, label), el("dd", {}, ...told));
  return el(
    "div",
    {},
    el(
      "dl",
      { class: "essentials" },
      row("Who", ...parties(card.actors, card, "actors")),
      row("To whom", ...parties(card.targets, card, "targets")),
      row("When", ...stated(card.date_words, when)),
      row("Where", ...stated(card.place_words, where)),
      row("Sources", sourceWords(card)),
    ),
    grade(card),
    wholeAndParts(card),
  );
}

/** The names of parties; those that the registry knows lead to their pages. */
function parties(names: readonly string[], card: EventCard, side: "actors" | "targets"): Child[] {
  if (!names.length) return [machineWords("not stated", card.status)];
  const ids = new Map(
    card.claims.flatMap((claim) => claim[side].map((party) => [party.name, party.id])),
  );
  return names.flatMap((name, at) => {
    const id = ids.get(name);
    const words = machineWords(name, card.status);
    const shown = id ? el("a", { href: pageLink("actor", id) }, words) : words;
    return at ? ["; ", shown] : [shown];
  });
}

const PLACE_PRECISION: Record<string, string> = {
  exact: "known exactly",
  near: "near there",
  admin2: "known to the district",
  admin1: "known to the province",
  region: "known to the region",
  country: "known to the country",
};
const DATE_PRECISION: Record<string, string> = {
  day: "known to the day",
  month: "known to the month",
  year: "known to the year",
  approximate: "about then",
};

function sourceWords(card: EventCard): string {
  const counts = [
    counted(card.claims.length, "claim"),
    counted(card.articles.length, "article"),
    card.outlets ? counted(card.outlets, "outlet") : "outlet not named",
  ];
  return `${counts.join(", ")}; ${counted(card.independent, "independent source")}`;
}

function disputed(card: EventCard, section: Section): HTMLElement[] {
  const found = disputes(card);
  return found.length ? [section("Where sources differ", ...found)] : [];
}

type Section = (heading: string, ...children: Child[]) => HTMLElement;

/** Headings go down one by one, also where the card stands beside a list. */
function sectionAt(level: 1 | 2): Section {
  return (heading, ...children) =>
    el("section", {}, el(level === 1 ? "h2" : "h3", { class: "part" }, heading), ...children);
}

/** The claims; of very many, the first ones and a button that shows the others. */
function claims(
  card: EventCard,
  meanings: Desk["meanings"],
  level: 1 | 2,
  act: Act,
): HTMLElement[] {
  const shown = (some: readonly ClaimCard[]) =>
    some.map((claim) => claimCard(claim, meanings, level, ...claimButtons(card, claim, act)));
  const rest = card.claims.slice(MOST_CLAIMS);
  if (!rest.length) return shown(card.claims);
  const more: HTMLElement = el(
    "button",
    { type: "button", onclick: () => more.replaceWith(...shown(rest)) },
    `Show ${counted(rest.length, "more claim")}`,
  );
  return [...shown(card.claims.slice(0, MOST_CLAIMS)), more];
}

type Act = (verdict: Exclude<Verdict, "undo">, claim?: ClaimCard) => void;

function decisionButtons(card: EventCard, act: Act, level: 1 | 2): HTMLElement {
  const button = (words: string, verdict: Exclude<Verdict, "undo">) =>
    el("button", { type: "button", onclick: () => act(verdict) }, words);
  return el(
    "div",
    { class: "actions", role: "group", "aria-label": "Decide on this event" },
    button("Accept", "accept"),
    button("Reject", "reject"),
    button("Correct…", "correct"),
    button("Merge…", "merge"),
    card.claims.length > 1 && button("Split…", "split"),
    el("a", { class: "button", href: pageLink("compare", card.id) }, "Compare sources"),
    level === 2 && el("a", { class: "button", href: pageLink("event", card.id) }, "Own page"),
  );
}

function claimButtons(card: EventCard, claim: ClaimCard, act: Act): Child[] {
  const button = (words: string, verdict: Exclude<Verdict, "undo">) =>
    el("button", { type: "button", class: "small", onclick: () => act(verdict, claim) }, words);
  return [
    button("Correct…", "correct"),
    card.claims.length > 1 && button("Split off…", "split"),
    button("Reject claim", "reject"),
  ];
}

function sources(card: EventCard, section: Section): HTMLElement {
  const rows = card.articles.map((article) =>
    el(
      "li",
      {},
      el("a", { href: pageLink("article", article.id) }, said(article.title ?? article.source)),
      el(
        "span",
        { class: "quiet", dir: "auto" },
        ` ${article.outlet ?? "outlet not named"}, ${article.published ?? "not dated"}`,
      ),
      article.copy_of && el("span", { class: "badge" }, "copy of another"),
    ),
  );
  return section(counted(card.articles.length, "article"), el("ul", { class: "sources" }, ...rows));
}

function history(card: EventCard, desk: Desk, options: CardOptions, section: Section): HTMLElement {
  if (!card.decisions.length) {
    return section(
      "Decisions",
      el("p", { class: "quiet" }, "No analyst has decided anything yet."),
    );
  }
  const undo = async (line: DecisionLine) => {
    const undone = await takeBack(desk, [undoing(line)], card.line);
    if (undone) await options.changed?.(undone);
  };
  return section(
    "Decisions",
    el(
      "ol",
      { class: "history" },
      ...card.decisions.map((line) => decisionLine(line, () => void undo(line).catch(complain))),
    ),
  );
}

function decisionLine(line: DecisionLine, undo: () => void): HTMLElement {
  const words = `${line.verdict}${decidedOn(line)}`;
  return el(
    "li",
    { class: !line.stands && line.verdict !== "undo" && "superseded" },
    el(line.stands || line.verdict === "undo" ? "b" : "s", { dir: "auto" }, words),
    " by ",
    said(line.who),
    `, ${line.at.slice(0, 16).replace("T", " ")}: `,
    said(line.why),
    line.stands && line.verdict !== "undo"
      ? el("button", { type: "button", class: "small", onclick: undo }, "Undo")
      : null,
  );
}

function decidedOn({ verdict, field, value, claims }: DecisionLine): string {
  if (claims) return `${verdict === "undo" ? " a decision" : ""} on ${counted(claims, "claim")}`;
  if (!field) return "";
  return verdict === "undo" ? ` ${field}` : ` ${field} to ${value ?? "not stated"}`;
}

function cite(card: EventCard, section: Section): HTMLElement {
  return section(
    "Cite",
    el("p", { class: "cite", dir: "auto" }, card.cite),
    el("p", { class: "actions" }, copyButton(card.cite, "Copy the citation")),
    el("p", { class: "quiet" }, "Event ", el("code", {}, card.id)),
  );
}

/** Show a claim of a card that is open, as the address asked. */
export function showClaim(id: string): void {
  jump(`claim-${id}`);
}
