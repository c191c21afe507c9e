/** What the server answers, by the names that the desk uses. */

export interface Figures {
  low: number | null;
  best: number | null;
  high: number | null;
}

export interface About {
  version: string;
  coder: string;
  db: string;
  analyst: string | null;
  rules: string[];
  formats: { name: string; ending: string; says: string }[];
  counts: {
    articles: number;
    claims: number;
    events: number;
    quarantined: number;
    skipped: number;
    copied: number;
  };
  fields: Record<string, string[]>;
  basemap?: string | null;
}

export interface Summary {
  events: number;
  killed: Figures | null;
  injured: Figures | null;
  independent_sources: number;
  articles: number;
  outlets: number;
  disputed: number;
  unplaced: number;
  undated: number;
  reviewed: number;
}

export interface EventRow {
  id: string;
  line: string;
  type: string;
  type_words: string;
  mode: string | null;
  actors: string[];
  targets: string[];
  date_start: string | null;
  date_end: string | null;
  date_precision: string | null;
  date_words: string;
  place: string | null;
  place_words: string;
  country: string | null;
  country_code: string | null;
  admin1: string | null;
  admin2: string | null;
  latitude: number | null;
  longitude: number | null;
  place_precision: string | null;
  killed_low: number | null;
  killed_high: number | null;
  injured_low: number | null;
  injured_high: number | null;
  claims: number;
  articles: number;
  outlets: number;
  independent: number;
  belligerent_only: boolean;
  disputed: string[];
  grade: string;
  grade_because: string;
  status: string;
}

export interface EventRows {
  rows: EventRow[];
  cursor: string | null;
}

export interface Facet {
  field: string;
  label: string;
  values: { value: string; label: string; count: number }[];
  more: boolean;
}

export interface Facets {
  facets: Facet[];
}

export interface Bin {
  start: string;
  end: string;
  events: number;
  killed_low: number | null;
  killed_high: number | null;
  reported: number;
}

export interface Timeline {
  by: "day" | "week" | "month" | "year";
  bins: Bin[];
  undated: number;
}

export interface MapPoint {
  lon: number;
  lat: number;
  count: number;
  ids: string[];
  killed_high: number | null;
  precision: "exact" | "near";
  grade: string;
}

export interface MapArea {
  level: "admin2" | "admin1" | "region" | "country";
  country_code: string | null;
  name: string;
  lon: number | null;
  lat: number | null;
  radius_km: number | null;
  count: number;
  ids: string[];
}

export interface EventMap {
  points: MapPoint[];
  areas: MapArea[];
  unplaced: number;
  outside: number;
}

export interface Losses {
  [name: string]: unknown;
}
