/** The fields of events and claims that an analyst may correct, with their present values. */

import type { ClaimCard, EventCard } from "../server";
import { PRECISIONS } from "../words";
import {
  ANY_FIELD,
  type Choice,
  choice,
  day,
  type Field,
  harm,
  newParty,
  newPlace,
  number,
  optional,
  plain,
  removal,
  type Span,
  spanIn,
  text,
} from "./corrections";
import type { Desk } from "./deeds";

export function eventFields(card: EventCard, desk: Desk): Field[] {
  const words = spanOf(card.claims[0]);
  const { date_start: start, date_end: end, date_precision: known } = card;
  return [
    choice("event_type", "type of event", card.type, typesOf(desk)),
    optional("mode", "mode", card.mode, modesOf(desk, card.type)),
    ...names("actors", "actor", card.actors),
    ...names("targets", "target", card.targets),
    ...(words ? dayFields(start && end && known ? [start, end, known] : null, words) : []),
    ...(card.place && card.place_precision
      ? placeFields({ ...card, name: card.place, precision: card.place_precision })
      : words
        ? [newPlace("place: not stated", words)]
        : []),
    choice("grade.value", "grade", card.grade.value, choices(desk, "grade")),
    ANY_FIELD,
  ];
}

export function claimFields(claim: ClaimCard, desk: Desk): Field[] {
  const { date } = claim;
  const words = spanOf(claim);
  return [
    choice("factuality", "told as", claim.factuality, choices(desk, "factuality")),
    choice("kind", "kind of claim", claim.kind, choices(desk, "kind")),
    optional("event_type", "type of event", claim.event_type, typesOf(desk)),
    optional("mode", "mode", claim.mode, modesOf(desk, claim.event_type)),
    optional("relation", "relation", claim.relation, choices(desk, "relation")),
    ...partyFields("actors", "actor", claim.actors, words),
    ...partyFields("targets", "target", claim.targets, words),
    ...dayFields(date && [date.start, date.end, date.precision], spanIn(words, date?.words ?? "")),
    ...(claim.place ? placeFields(claim.place) : [newPlace("place: not stated", words)]),
    ...harmFields(claim, words),
    ...claim.attribution.flatMap((source, at) => [
      text(`attribution.${at}.name`, `source ${at + 1}: name`, source.source),
      choice(
        `attribution.${at}.stance`,
        `source ${at + 1}: what it does`,
        source.stance,
        choices(desk, "stance"),
      ),
    ]),
    choice("role", "role in the article", claim.role, choices(desk, "role")),
    ANY_FIELD,
  ];
}

function choices({ fields }: Desk, field: string): Choice[] {
  return plain(fields[field] ?? []);
}

function typesOf({ acts }: Desk): Choice[] {
  return acts.filter((act) => act.mode === null).map(({ type, label }) => [type, label]);
}

function modesOf({ acts }: Desk, type: string | null): Choice[] {
  return acts.flatMap(({ type: of, mode, label }): Choice[] =>
    of === type && mode !== null ? [[mode, label]] : [],
  );
}

function dayFields(now: readonly [string, string, string] | null, words: Span): Field[] {
  if (!now) return [day("date: not stated", ["", "", "day"], words)];
  return [day("date", now, words), removal("when", "date: stated or not")];
}

interface Place {
  name: string;
  precision: string;
  country: string | null;
  admin1: string | null;
  admin2: string | null;
  latitude: number | null;
  longitude: number | null;
}

function placeFields(place: Place): Field[] {
  return [
    text("where.name", "place: name", place.name),
    choice("where.precision", "place: how exact", place.precision, PRECISIONS),
    text("where.admin2", "place: district", place.admin2),
    text("where.admin1", "place: province", place.admin1),
    text("where.country", "place: country", place.country),
    number("where.latitude", "place: latitude", place.latitude),
    number("where.longitude", "place: longitude", place.longitude),
    removal("where", "place: stated or not"),
  ];
}

function harmFields(claim: ClaimCard, words: Span): Field[] {
  const none = { low: null, high: null, group: null, approximate: false, words };
  if (!claim.harm.length) {
    return ["killed", "injured"].map((outcome) =>
      harm("harm", `${outcome}: not stated`, { ...none, outcome }),
    );
  }
  return claim.harm.flatMap((one, at) => [
    harm(`harm.${at}`, [one.outcome, one.group].filter(Boolean).join(": "), {
      ...one,
      words: spanIn(words, one.words),
    }),
    text(`harm.${at}.group`, `${one.outcome}: who`, one.group),
  ]);
}

function partyFields(
  path: string,
  label: string,
  parties: readonly { name: string }[],
  words: Span,
): Field[] {
  if (!parties.length) return [newParty(path, `${label}: not stated`, words)];
  return names(
    path,
    label,
    parties.map((party) => party.name),
  );
}

function names(path: string, label: string, parties: readonly string[]): Field[] {
  return parties.map((name, at) => text(`${path}.${at}.name`, `${label}: ${name}`, name));
}

function spanOf(claim: ClaimCard): Span;
function spanOf(claim: ClaimCard | undefined): Span | null;
function spanOf(claim: ClaimCard | undefined): Span | null {
  return claim
    ? { article_id: claim.article_id, start: claim.start, end: claim.end, words: claim.quote }
    : null;
}
