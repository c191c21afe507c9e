/** Merging an event with another, and splitting a claim off: both are said of claims. */

import type { Api } from "../api";
import { el, refill, said } from "../dom";
import type { ClaimCard, EventCard, EventRow } from "../server";
import { type Decided, type Deed, decide } from "./deciding";

/** Ask which other event is the same happening; both stay one from then on. */
export async function merge(
  api: Api,
  card: EventCard,
  analyst: string | null,
): Promise<Decided | null> {
  const found = el("div", { class: "found", role: "radiogroup", "aria-label": "Events found" });
  const search = el("input", { autofocus: true, dir: "auto", autocomplete: "off" });
  search.value = nearby(card);
  let turn = 0;
  const look = async () => {
    const mine = ++turn;
    const rows = await candidates(api, search.value, card.id).catch((fault: Error) => fault);
    if (mine === turn) refill(found, ...shown(rows));
  };
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void look(), 250);
  });
  await look();
  return decide(api, {
    title: "Merge with another event",
    about: card.line,
    verdict: "merge",
    analyst,
    controls: [el("label", {}, "Find it, by a filter or words", search), found],
    deeds: () => mergeDeeds(card, found.querySelector<HTMLInputElement>("input:checked")?.value),
  });
}

/** Events of about the same day are the likeliest: the search starts from there. */
function nearby(card: EventCard): string {
  return card.date_start ? `on:${card.date_start}` : (card.actors[0] ?? "");
}

async function candidates(api: Api, q: string, self: string): Promise<EventRow[]> {
  const { rows } = await api.events({ q, limit: 12 });
  return rows.filter((row) => row.id !== self);
}

function shown(rows: EventRow[] | Error): HTMLElement[] {
  if (rows instanceof Error) return [el("p", { class: "wrong", dir: "auto" }, rows.message)];
  if (!rows.length) return [el("p", { class: "quiet" }, "No other event fits.")];
  return rows.map((row) =>
    el(
      "label",
      { class: "option" },
      el("input", { type: "radio", name: "other", value: row.id }),
      el(
        "span",
        {},
        said(row.line),
        el("span", { class: "quiet" }, ` ${row.date_words}, ${row.place_words}`),
      ),
    ),
  );
}

function mergeDeeds(card: EventCard, other: string | undefined): Deed[] | string {
  return other ? [{ verdict: "merge", subject: card.id, value: other }] : "Choose the other event.";
}

/** Ask which claims speak of another happening; the others stay together. */
export async function split(
  api: Api,
  card: EventCard,
  analyst: string | null,
  claim?: string,
): Promise<Decided | null> {
  const options = card.claims.map((one, at) => claimOption(one, one.id === claim, !at));
  const group = el(
    "fieldset",
    {},
    el("legend", {}, "Which claims are of another event?"),
    ...options,
  );
  const chosen = () =>
    [...group.querySelectorAll<HTMLInputElement>("input:checked")].map((input) => input.value);
  return decide(api, {
    title: "Split claims off",
    about: card.line,
    verdict: "split",
    analyst,
    controls: [group],
    deeds: () => splitDeeds(card, chosen()),
  });
}

function claimOption(claim: ClaimCard, checked: boolean, first: boolean): HTMLElement {
  const quote = claim.quote.length > 160 ? `${claim.quote.slice(0, 160)}…` : claim.quote;
  return el(
    "label",
    { class: "option" },
    el("input", { type: "checkbox", value: claim.id, checked, autofocus: first }),
    el("span", {}, said(claim.line), el("span", { class: "quiet", dir: "auto" }, ` “${quote}”`)),
  );
}

function splitDeeds(card: EventCard, chosen: readonly string[]): Deed[] | string {
  if (!chosen.length) return "Choose a claim.";
  if (chosen.length === card.claims.length) return "Some claims must stay: choose fewer.";
  return [{ verdict: "split", subject: card.id, value: chosen.join(",") }];
}
