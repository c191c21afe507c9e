/** What the server answers to the questions of these pages. */

import type { EventRow, Figures } from "../types";

export interface Piece {
  text: string;
  marks: string[];
}

export interface ChainLink {
  name: string;
  does: string;
  stance: string;
  words: string | null;
}

export interface Party {
  id: string | null;
  name: string;
  words: string;
}

export interface Day {
  start: string;
  end: string;
  precision: string;
  basis: string;
  words: string;
}

export interface Place {
  name: string;
  country: string | null;
  country_code: string | null;
  admin1: string | null;
  admin2: string | null;
  latitude: number | null;
  longitude: number | null;
  precision: string;
  words: string;
}

export interface Harm {
  outcome: string;
  low: number | null;
  high: number | null;
  group: string | null;
  approximate: boolean;
  words: string;
}

export interface ClaimCard {
  id: string;
  line: string;
  kind: string;
  event_type: string | null;
  mode: string | null;
  relation: string | null;
  factuality: string;
  role: string;
  actors: Party[];
  targets: Party[];
  date: Day | null;
  place: Place | null;
  harm: Harm[];
  chain: ChainLink[];
  article_id: string;
  article_title: string | null;
  outlet: string | null;
  published: string | null;
  quote: string;
  pieces: Piece[];
  because: string[];
  status: string;
  corrected: string[];
  coder: string;
}

export interface Reading {
  outcome: string;
  group: string | null;
  claimant: string;
  low: number | null;
  high: number | null;
  approximate: boolean;
  words: string;
  published: string | null;
  superseded: boolean;
  claims: string[];
}

export interface Joined {
  one: string;
  other: string;
  score: number;
  signals: [name: string, weight: number][];
}

export interface Decision {
  subject: string;
  verdict: string;
  who: string;
  at: string;
  why: string;
  field: string | null;
  value: string | null;
}

export interface ArticleRow {
  id: string;
  title: string | null;
  outlet: string | null;
  published: string | null;
  url: string | null;
  copy_of: string | null;
}

export interface EventCard extends Omit<EventRow, "claims" | "articles" | "disputed"> {
  claims: ClaimCard[];
  articles: ArticleRow[];
  readings: Reading[];
  disputes: { about: string; because: string; claims: string[] }[];
  definition: string;
  settled: Record<string, Record<string, Figures>>;
  joined: Joined[];
  part_of: string | null;
  parts: string[];
  decisions: Decision[];
  cite: string;
  redirected_from: string | null;
}
