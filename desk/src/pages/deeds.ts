/** What an analyst may do with an event, by the names of the keys of the review. */

import type { Api } from "../api";
import { el } from "../dom";
import { complain, report } from "../notice";
import type { ActName, ClaimCard, EventCard } from "../server";
import { correct } from "./correcting";
import { type Decided, type Deed, decide, type Verdict } from "./deciding";
import { merge, split } from "./merging";

export interface Desk {
  api: Api;
  analyst: string | null;
  /** The types and modes of events, as people read them. */
  acts: readonly ActName[];
  /** The values that fields may have, by the names of the filter language. */
  fields: Readonly<Record<string, string[]>>;
  /** What it means that a claim is told as alleged, denied ... */
  meanings: Readonly<Record<string, string>>;
}

const DONE: Record<Verdict, string> = {
  accept: "Accepted.",
  reject: "Rejected.",
  correct: "Corrected.",
  merge: "Merged.",
  split: "Split off.",
  undo: "Undone.",
};

/** What the server says of itself that decisions need; asked once for each page. */
export async function deskOf(api: Api): Promise<Desk> {
  const { analyst, acts, fields, meanings } = await api.about();
  return { api, analyst, acts, fields, meanings };
}

/** Ask for what the verdict needs and carry it out; null if cancelled. */
export function carryOut(
  desk: Desk,
  verdict: Exclude<Verdict, "undo">,
  card: EventCard,
  claim?: ClaimCard,
): Promise<Decided | null> {
  const { api, analyst } = desk;
  switch (verdict) {
    case "correct":
      return correct(desk, card, claim);
    case "merge":
      return merge(api, card, analyst);
    case "split":
      return split(api, card, analyst, claim?.id);
    default:
      return judge(desk, verdict, claim ?? card);
  }
}

function judge(
  { api, analyst }: Desk,
  verdict: "accept" | "reject",
  subject: { id: string; line: string },
): Promise<Decided | null> {
  return decide(api, {
    title: verdict === "accept" ? "Accept" : "Reject",
    about: subject.line,
    verdict,
    analyst,
    deeds: () => [{ verdict, subject: subject.id }],
  });
}

/** Ask for a reason and take back what was decided. */
export function takeBack(desk: Desk, back: Deed[], about: string): Promise<Decided | null> {
  return decide(desk.api, {
    title: "Undo a decision",
    about,
    verdict: "undo",
    analyst: desk.analyst,
    deeds: () => back,
  });
}

/** Say what was done, with a way to take it back at once. */
export function announce(
  desk: Desk,
  decided: Decided,
  about: string,
  after: (undone: Decided) => void | Promise<void>,
): void {
  const back = async () => {
    const undone = await takeBack(desk, decided.back, about);
    if (undone) await after(undone);
  };
  const button = el(
    "button",
    { type: "button", onclick: () => void back().catch(complain) },
    "Undo",
  );
  report(DONE[decided.verdict], ...(decided.verdict === "undo" ? [] : [button]));
}
