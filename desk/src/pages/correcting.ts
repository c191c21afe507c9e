/** The form that corrects one field of an event or of one of its claims. */

import { append, el, refill } from "../dom";
import type { ClaimCard, EventCard } from "../server";
import { type Control, type Field, fault, step } from "./corrections";
import { type Decided, type Deed, decide } from "./deciding";
import type { Desk } from "./deeds";
import { claimFields, eventFields } from "./fields";

interface Subject {
  id: string;
  words: string;
  fields: Field[];
}

/** Ask which field is wrong and what it should be; return what was decided. */
export function correct(desk: Desk, card: EventCard, claim?: ClaimCard): Promise<Decided | null> {
  const subjects = subjectsOf(card, desk);
  const chosen = el("select", { name: "subject", autofocus: true });
  append(chosen, ...subjects.map(({ id, words }) => el("option", { value: id }, words)));
  if (claim) chosen.value = claim.id;
  const fields = el("select", { name: "field" });
  const place = el("div", { class: "control" });
  let values: () => string[] = () => [];
  const subject = () => subjects.find((one) => one.id === chosen.value);
  const field = () => subject()?.fields[fields.selectedIndex];
  const drawField = () => {
    const now = field();
    if (now) values = drawControl(place, now);
  };
  const drawSubject = () => {
    refill(fields, ...(subject()?.fields ?? []).map((one) => el("option", {}, one.label)));
    drawField();
  };
  chosen.addEventListener("change", drawSubject);
  fields.addEventListener("change", drawField);
  drawSubject();
  return decide(desk.api, {
    title: "Correct a field",
    about: card.line,
    verdict: "correct",
    analyst: desk.analyst,
    controls: [el("label", {}, "Of", chosen), el("label", {}, "Field", fields), place],
    deeds: () => deedsOf(chosen.value, field(), values()),
  });
}

function subjectsOf(card: EventCard, desk: Desk): Subject[] {
  const claims = card.claims.map((claim, at) => ({
    id: claim.id,
    words: `claim ${at + 1}: ${claim.outlet ?? "outlet not named"}: ${claim.line}`.slice(0, 90),
    fields: claimFields(claim, desk),
  }));
  return [
    { id: card.id, words: "the event as a whole", fields: eventFields(card, desk) },
    ...claims,
  ];
}

function deedsOf(subject: string, field: Field | undefined, values: string[]): Deed[] | string {
  if (!field) return "Choose a field.";
  const wrong = fault(field, values);
  if (wrong) return wrong;
  return [{ verdict: "correct", subject, ...step(field, values) }];
}

/** Put the control of a field into a place; what is returned reads its values. */
function drawControl(place: HTMLElement, field: Field): () => string[] {
  const inputs = inputsOf(field.control).map(([label, input], at) => {
    input.value = field.now[at] ?? "";
    return [el("label", {}, label, input), input] as const;
  });
  refill(place, ...inputs.map(([label]) => label));
  return () => inputs.map(([, input]) => input.value);
}

type Input = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function inputsOf(control: Control): [label: string, input: Input][] {
  switch (control.sort) {
    case "choice":
      return [["New value", choices(control.choices)]];
    case "text":
      return [["New words", el("input", { dir: "auto", maxlength: 500 })]];
    case "number":
      return [["New number", el("input", { inputmode: "decimal", size: 10 })]];
    case "range":
      return [
        ["Lowest (empty: not stated)", el("input", { inputmode: "numeric", size: 8 })],
        ["Highest (empty: not stated)", el("input", { inputmode: "numeric", size: 8 })],
      ];
    case "day":
      return [
        ["First day, month or year", el("input", { size: 12, placeholder: "2023-04-26" })],
        ["Last day, month or year", el("input", { size: 12, placeholder: "2023-04-26" })],
        ["Known", choices(control.precision)],
      ];
    case "place":
      return [
        ["Name of the place", el("input", { dir: "auto", maxlength: 200 })],
        ["Known to", choices(control.precision)],
      ];
    case "json":
      return [
        ["Path of the field", el("input", { placeholder: "harm.0.group", size: 24 })],
        ["New value, as JSON", el("textarea", { rows: 4, spellcheck: false })],
      ];
  }
}

function choices(of: readonly (readonly [string, string])[]): HTMLSelectElement {
  return el("select", {}, ...of.map(([value, words]) => el("option", { value }, words)));
}
