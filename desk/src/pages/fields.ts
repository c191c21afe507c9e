/** The fields of events and claims that an analyst may correct, with their present values. */

import type { ActName, ClaimCard, EventCard } from "../server";
import {
  ANY_FIELD,
  type Choice,
  choice,
  day,
  FACTUALITY,
  type Field,
  GRADES,
  newDay,
  newHarm,
  newParty,
  newPlace,
  number,
  optional,
  PLACE_PRECISION,
  plain,
  RELATIONS,
  range,
  removal,
  type Span,
  STANCES,
  text,
} from "./corrections";

export function eventFields(card: EventCard, acts: readonly ActName[]): Field[] {
  const words = spanOf(card.claims[0]);
  const { date_start: start, date_end: end, date_precision: known } = card;
  return [
    choice("event_type", "type of event", card.type, typesOf(acts)),
    optional("mode", "mode", card.mode, modesOf(acts, card.type)),
    ...names("actors", "actor", card.actors),
    ...names("targets", "target", card.targets),
    ...(start && end && known
      ? dayFields(start, end, known)
      : words
        ? [newDay("when", "date: not stated", words)]
        : []),
    ...(card.place && card.place_precision
      ? placeFields({ ...card, name: card.place, precision: card.place_precision })
      : words
        ? [newPlace("where", "place: not stated", words)]
        : []),
    choice("grade.value", "grade", card.grade.value, plain(GRADES)),
    ANY_FIELD,
  ];
}

export function claimFields(claim: ClaimCard, acts: readonly ActName[]): Field[] {
  const words = spanOf(claim);
  return [
    choice("factuality", "told as", claim.factuality, plain(FACTUALITY)),
    choice("kind", "kind of claim", claim.kind, plain(["event", "relation", "statement"])),
    optional("event_type", "type of event", claim.event_type, typesOf(acts)),
    optional("mode", "mode", claim.mode, modesOf(acts, claim.event_type)),
    optional("relation", "relation", claim.relation, plain(RELATIONS)),
    ...partyFields("actors", "actor", claim.actors, words),
    ...partyFields("targets", "target", claim.targets, words),
    ...(claim.date
      ? dayFields(claim.date.start, claim.date.end, claim.date.precision)
      : [newDay("when", "date: not stated", words)]),
    ...(claim.place ? placeFields(claim.place) : [newPlace("where", "place: not stated", words)]),
    ...harmFields(claim, words),
    ...claim.attribution.flatMap((source, at) => [
      text(`attribution.${at}.name`, `source ${at + 1}: name`, source.source),
      choice(
        `attribution.${at}.stance`,
        `source ${at + 1}: what it does`,
        source.stance,
        plain(STANCES),
      ),
    ]),
    choice("role", "role in the article", claim.role, plain(["main", "background"])),
    ANY_FIELD,
  ];
}

function typesOf(acts: readonly ActName[]): Choice[] {
  return acts.filter((act) => act.mode === null).map(({ type, label }) => [type, label]);
}

function modesOf(acts: readonly ActName[], type: string | null): Choice[] {
  return acts.flatMap(({ type: of, mode, label }): Choice[] =>
    of === type && mode !== null ? [[mode, label]] : [],
  );
}

function dayFields(start: string, end: string, precision: string): Field[] {
  return [day("when", "date", start, end, precision), removal("when", "date: stated or not")];
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
    choice("where.precision", "place: how exact", place.precision, plain(PLACE_PRECISION)),
    text("where.admin2", "place: district", place.admin2),
    text("where.admin1", "place: province", place.admin1),
    text("where.country", "place: country", place.country),
    number("where.latitude", "place: latitude", place.latitude),
    number("where.longitude", "place: longitude", place.longitude),
    removal("where", "place: stated or not"),
  ];
}

function harmFields(claim: ClaimCard, words: Span): Field[] {
  if (!claim.harm.length)
    return [newHarm("harm", "killed", words), newHarm("harm", "injured", words)];
  return claim.harm.flatMap((harm, at) => [
    range(`harm.${at}`, [harm.outcome, harm.group].filter(Boolean).join(": "), harm.low, harm.high),
    text(`harm.${at}.group`, `${harm.outcome}: who`, harm.group),
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
