/** The server's answers, typed; a refusal becomes one clear sentence. */

import type {
  About,
  EventCard,
  EventMap,
  EventRows,
  Facets,
  LossReport,
  Summary,
  Timeline,
} from "./server";

type Query = Record<string, string | number | null | undefined>;

/** The server refused, or could not be reached. The message is a sentence for the reader. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
    this.name = "Refused";
  }
}

/** What an export is asked for. */
export type Export = { q: string; to: string; rule: string; reviewed: string };

/** What part of the map is seen; degrees. */
export interface Seen {
  zoom: number;
  west: number;
  south: number;
  east: number;
  north: number;
}

export class Api {
  private known: Promise<About> | null = null;

  /** Return what the program and the store are; asked once. */
  about(): Promise<About> {
    this.known ??= this.get<About>("api/about");
    return this.known;
  }

  summary(q: string, signal?: AbortSignal): Promise<Summary> {
    return this.get("api/summary", { q }, signal);
  }

  facets(asked: { q: string; field?: string; most?: number }, signal?: AbortSignal) {
    return this.get<Facets>("api/facets", asked, signal);
  }

  events(
    asked: { q: string; after?: string | null; limit?: number; order?: string },
    signal?: AbortSignal,
  ): Promise<EventRows> {
    return this.get("api/events", asked, signal);
  }

  event(id: string, signal?: AbortSignal): Promise<EventCard> {
    return this.get(`api/events/${encodeURIComponent(id)}`, {}, signal);
  }

  timeline(q: string, signal?: AbortSignal): Promise<Timeline> {
    return this.get("api/timeline", { q }, signal);
  }

  map(q: string, seen: Seen, signal?: AbortSignal): Promise<EventMap> {
    return this.get("api/map", { q, ...seen }, signal);
  }

  losses(asked: Export, signal?: AbortSignal): Promise<LossReport> {
    return this.get("api/export/losses", { ...asked }, signal);
  }

  /** Return the answer to a question. `path` has no leading slash. */
  get<Answer>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Answer> {
    return this.ask<Answer>(addressed(path, query), { signal: signal ?? null });
  }

  /** Send a change as JSON and return the answer. */
  send<Answer>(path: string, body: unknown, method = "POST"): Promise<Answer> {
    return this.ask<Answer>(path, {
      method,
      headers: { "Content-Type": "application/json", "X-Khabar": "desk" },
      body: JSON.stringify(body),
    });
  }

  /** Send files and return the answer. */
  upload<Answer>(path: string, form: FormData): Promise<Answer> {
    return this.ask<Answer>(path, { method: "POST", headers: { "X-Khabar": "desk" }, body: form });
  }

  private async ask<Answer>(path: string, how: RequestInit): Promise<Answer> {
    const answer = await reached(path, how);
    if (!answer.ok) throw new Refused(await refusal(answer), answer.status);
    return (answer.status === 204 ? undefined : await answer.json()) as Answer;
  }
}

/** Return the address of a question, for a link that downloads. */
export function addressed(path: string, query: Query): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") asked.set(name, String(value));
  }
  const words = asked.toString();
  return words ? `${path}?${words}` : path;
}

async function reached(path: string, how: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: "same-origin", ...how });
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === "AbortError") throw fault;
    throw new Refused("The server does not answer. Is khabar serve still running?", 0);
  }
}

async function refusal(answer: Response): Promise<string> {
  if (answer.status === 401) return "Open the link that khabar serve printed; this one has ended.";
  const body: unknown = await answer.json().catch(() => null);
  if (body && typeof body === "object" && "error" in body) return String(body.error);
  return `The server answered ${answer.status} ${answer.statusText}.`;
}
