/** Decisions: a name and a reason are asked for every time, and what was decided can be undone. */

import "../styles/pages/forms.css";
import type { Api } from "../api";
import { append, type Child, el, refill, said } from "../dom";
import { complain } from "../notice";
import type { DecisionLine, DecisionMade, DecisionSent } from "../server";
import { untilEnded } from "./errand";
import { lastReasons, rememberedName, rememberName, rememberReason } from "./remembered";

export type Verdict = DecisionSent["verdict"];

/** One decision before it is signed. */
export interface Deed {
  verdict: Verdict;
  subject: string;
  field?: string;
  value?: string;
}

/** What was decided: enough to show it and to take it back. */
export interface Decided {
  verdict: Verdict;
  /** What takes it back, the last first. */
  back: Deed[];
  /** The events that it bears on now. */
  events: string[];
  redirect: string | null;
}

export interface Question {
  title: string;
  /** What the decision is about, in the words of the event or claim. */
  about: string;
  /** Which reasons are offered, and the word on the button. */
  verdict: Verdict;
  /** Controls above the reason. */
  controls?: Child[];
  /** The decisions to send, or a sentence that says what is wrong. */
  deeds(): Deed[] | string;
  analyst: string | null;
}

const DO: Record<Verdict, string> = {
  accept: "Accept",
  reject: "Reject",
  correct: "Correct",
  merge: "Merge",
  split: "Split off",
  undo: "Undo",
};

let numbered = 0;

/** Send the decisions in order; those that were sent before one is refused stand. */
export async function send(
  api: Api,
  deeds: readonly Deed[],
  who: string,
  why: string,
): Promise<Decided> {
  const back: Deed[] = [];
  const events: string[] = [];
  let redirect: string | null = null;
  for (const deed of deeds) {
    const answer = await api.send<DecisionMade>("api/decisions", { ...deed, who, why });
    back.unshift(undoing(answer.decision));
    events.push(...answer.events);
    redirect = answer.redirect ?? redirect;
    // The card shows what was decided, and that events are being gathered, until they follow.
    if (answer.errand) void followed(api, answer.errand).catch(complain);
  }
  return { verdict: deeds[0]?.verdict ?? "undo", back, events, redirect };
}

async function followed(api: Api, id: string): Promise<void> {
  const errand = await untilEnded(api, id);
  if (errand.error) throw new Error(errand.error);
}

/** What takes a decision back, with all that the same click decided, and no other. */
export function undoing({ id, subject }: DecisionLine): Deed {
  return { verdict: "undo", subject, value: id };
}

/** Ask for the reason and the name, send the decisions, and return them; null if cancelled. */
export function decide(api: Api, question: Question): Promise<Decided | null> {
  return new Promise((resolve) => {
    const dialog = made(api, question, (decided) => {
      dialog.close();
      resolve(decided);
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(null);
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector<HTMLElement>("[autofocus]")?.focus();
  });
}

function made(api: Api, question: Question, done: (decided: Decided) => void): HTMLDialogElement {
  const id = `decision-${++numbered}`;
  const why = reasonInput(question);
  const who = nameInput(question.analyst);
  const wrong = el("p", { class: "wrong", role: "alert" });
  const button = el("button", { class: "chief" }, DO[question.verdict]);
  const submit = async (event: Event) => {
    event.preventDefault();
    const deeds = question.deeds();
    const fault = typeof deeds === "string" ? deeds : unsigned(who.value, why.value);
    if (fault !== null || typeof deeds === "string") {
      refill(wrong, fault);
      return;
    }
    button.disabled = true;
    try {
      const decided = await send(api, deeds, who.value.trim(), why.value.trim());
      rememberName(localStorage, who.value);
      rememberReason(localStorage, question.verdict, why.value);
      done(decided);
    } catch (refusal) {
      refill(wrong, refusal instanceof Error ? refusal.message : String(refusal));
    } finally {
      button.disabled = false;
    }
  };
  return el(
    "dialog",
    { class: "deciding", "aria-labelledby": id },
    el(
      "form",
      { onsubmit: (event) => void submit(event) },
      el("h2", { id }, question.title),
      el("p", { class: "quiet" }, said(question.about)),
      ...(question.controls ?? []),
      el("label", {}, "Reason", why),
      offered(question.verdict, why),
      el("label", {}, "Your name", who),
      wrong,
      el("p", { class: "actions" }, button, cancel()),
    ),
  );
}

function unsigned(who: string, why: string): string | null {
  if (!why.trim()) return "A decision needs a reason.";
  return who.trim() ? null : "A decision needs a name.";
}

function reasonInput(question: Question): HTMLInputElement {
  const focus = !question.controls?.length;
  return el("input", { name: "why", autocomplete: "off", maxlength: 2000, autofocus: focus });
}

function nameInput(analyst: string | null): HTMLInputElement {
  const input = el("input", { name: "who", autocomplete: "off", maxlength: 200 });
  input.value = rememberedName(localStorage) || (analyst ?? "");
  return input;
}

/** The last reasons as buttons that fill the field. */
function offered(verdict: Verdict, why: HTMLInputElement): HTMLElement | null {
  const reasons = lastReasons(localStorage, verdict);
  if (!reasons.length) return null;
  const list = el("p", { class: "reasons", role: "group", "aria-label": "Reasons given before" });
  for (const reason of reasons) {
    const take = () => {
      why.value = reason;
      why.focus();
    };
    append(
      list,
      el("button", { type: "button", class: "small", dir: "auto", onclick: take }, reason),
    );
  }
  return list;
}

function cancel(): HTMLElement {
  const close = (event: Event) => {
    if (event.target instanceof Element) event.target.closest("dialog")?.close();
  };
  return el("button", { type: "button", onclick: close }, "Cancel");
}
