/** The queue of what an analyst should look at first, worked through by keyboard or pointer. */

import "../styles/pages/forms.css";
import "../styles/pages/review.css";
import type { Api } from "../api";
import { el, refill, said } from "../dom";
import { calm, complain } from "../notice";
import { open, pageLink, type State } from "../router";
import type { EventCard, Queue, QueueRow } from "../server";
import { counted } from "../words";
import { agreement } from "./agreement";
import { statusChip } from "./chips";
import type { Decided } from "./deciding";
import { announce, carryOut, type Desk, deskOf, takeBack } from "./deeds";
import { showEvent } from "./event_card";
import type { Shown } from "./page";
import { rememberedName, rememberName } from "./remembered";
import { type Action, actionOf, KEYS, stepped, takesKeys } from "./review_keys";

export const title = "Review";

export async function render(into: HTMLElement, state: State, api: Api): Promise<Shown> {
  const review = new Review(api, await deskOf(api), state.q);
  refill(into, ...review.parts());
  await review.load();
  const press = (event: KeyboardEvent) => {
    const target = event.target instanceof HTMLElement ? event.target : document.body;
    const busy = takesKeys(target) || document.querySelector("dialog[open]") !== null;
    const action = actionOf(event, busy);
    if (!action) return;
    event.preventDefault();
    review.act(action).catch(complain);
  };
  document.addEventListener("keydown", press);
  return {
    update: (now) => review.filter(now.q),
    close: () => document.removeEventListener("keydown", press),
  };
}

class Review {
  private rows: QueueRow[] = [];
  private at = -1;
  private card: EventCard | null = null;
  /** Of several asked for one after the other the last is shown: their numbers, and its arrival. */
  private turn = 0;
  private loads = 0;
  private showing: Promise<void> = Promise.resolve();
  /** What was decided here, so that undo can take it back step by step. */
  private readonly decided: { decided: Decided; about: string }[] = [];
  private readonly list = el("ol", { class: "queue", "aria-label": "Queue" });
  private readonly place = el("div", { class: "reviewed" });
  private readonly says = el("p", { role: "status", class: "left" });
  private readonly help = keyHelp();
  private readonly name = el("input", { size: 14, maxlength: 200, autocomplete: "off" });

  constructor(
    private readonly api: Api,
    private readonly desk: Desk,
    private q: string,
  ) {
    this.name.value = rememberedName(localStorage) || (desk.analyst ?? "");
    this.name.addEventListener("change", () => {
      rememberName(localStorage, this.name.value);
      void this.load().catch(complain);
    });
  }

  parts(): HTMLElement[] {
    const button = (words: string, action: Action) =>
      el("button", { type: "button", onclick: () => void this.act(action).catch(complain) }, words);
    return [
      el(
        "header",
        { class: "review-head" },
        el("h1", {}, "Review"),
        this.says,
        el("label", { class: "inline" }, "Your name", this.name),
      ),
      el(
        "div",
        { class: "actions", role: "group", "aria-label": "Go through the queue" },
        button("Previous (k)", "previous"),
        button("Next (j)", "next"),
        button("Undo (u)", "undo"),
        button("Keys (?)", "help"),
      ),
      this.help,
      el("div", { class: "review" }, this.list, this.place),
      agreement(this.api),
    ];
  }

  async filter(q: string): Promise<void> {
    if (q === this.q) return;
    this.q = q;
    await this.load();
  }

  /** Ask for the queue and show the event with that id, or what now stands in its place. */
  async load(id?: string): Promise<void> {
    const asked = { q: this.q, analyst: this.name.value.trim(), limit: 100 };
    const mine = ++this.loads;
    const { rows, left } = await this.api.get<Queue>("api/queue", asked);
    if (this.loads !== mine) return;
    this.rows = rows;
    const found = rows.findIndex((row) => row.id === id);
    await this.show(found >= 0 ? found : Math.min(Math.max(this.at, 0), rows.length - 1), id);
    refill(
      this.says,
      left ? `${counted(left, "event")} left to review.` : "Nothing is left to review.",
    );
  }

  async act(action: Action): Promise<void> {
    calm();
    switch (action) {
      case "next":
        return this.show(stepped(this.at, 1, this.rows.length));
      case "previous":
        return this.show(stepped(this.at, -1, this.rows.length));
      case "help":
        this.help.hidden = !this.help.hidden;
        return;
      case "undo":
        return this.undo();
      case "open":
        if (this.card) open(pageLink("event", this.card.id));
        return;
      default:
        return this.decide(action === "edit" ? "correct" : action);
    }
  }

  private async decide(
    verdict: "accept" | "reject" | "correct" | "merge" | "split",
  ): Promise<void> {
    await this.showing;
    const card = this.card;
    if (!card) return;
    const decided = await carryOut(this.desk, verdict, card);
    if (decided) await this.after(decided, card.line);
  }

  /** Show what a decision made of the event: what is judged leaves, the rest stays in view. */
  private async after(decided: Decided, about: string): Promise<void> {
    this.decided.push({ decided, about });
    this.name.value = rememberedName(localStorage);
    announce(this.desk, decided, about, async (undone) => {
      this.decided.pop();
      await this.load(undone.redirect ?? undone.events[0]);
    });
    const stays = decided.verdict !== "accept" && decided.verdict !== "reject";
    await this.load(stays ? (decided.redirect ?? this.card?.id) : undefined);
  }

  private async undo(): Promise<void> {
    const last = this.decided.at(-1);
    if (!last) {
      refill(
        this.says,
        "Nothing was decided here yet; older decisions are undone in the event's history.",
      );
      return;
    }
    const undone = await takeBack(this.desk, last.decided.back, last.about);
    if (!undone) return;
    this.decided.pop();
    await this.load(undone.redirect ?? undone.events[0]);
  }

  private show(at: number, wanted?: string): Promise<void> {
    this.showing = this.draw(at, wanted);
    return this.showing;
  }

  /** Draw an event; only the last one asked for is shown, and decided on. */
  private async draw(at: number, wanted?: string): Promise<void> {
    const mine = ++this.turn;
    this.at = at;
    const row = this.rows[at];
    const id = wanted ?? row?.id;
    refill(this.list, ...this.rows.map((one, place) => this.line(one, place, one.id === id)));
    if (!id) {
      this.card = null;
      refill(this.place, el("p", {}, "Nothing waits for you here."));
      return;
    }
    const changed = (decided: Decided) => this.after(decided, this.card?.line ?? "");
    const card = el("div", {});
    const shown = await showEvent(card, id, this.api, {
      changed,
      announced: true,
      follow: (now) => this.load(now),
    });
    if (this.turn !== mine) return;
    this.card = shown;
    refill(this.place, row && row.id === shown.id ? reasons(row) : null, card);
    this.list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
    card.querySelector<HTMLElement>(".event-card")?.focus({ preventScroll: true });
  }

  private line(row: QueueRow, place: number, current: boolean): HTMLElement {
    const pick = () => void this.show(place).catch(complain);
    return el(
      "li",
      { "aria-current": current && "true" },
      el(
        "button",
        { type: "button", class: "plain", onclick: pick },
        said(row.line),
        el("span", { class: "quiet" }, ` ${row.date_words}`),
        statusChip(row.status),
      ),
    );
  }
}

function reasons(row: QueueRow): HTMLElement {
  return el(
    "div",
    { class: "queue-why" },
    el("b", {}, "Why look at it: "),
    ...row.why.map((why) => el("span", { class: "badge badge-disputed", dir: "auto" }, why)),
  );
}

function keyHelp(): HTMLElement {
  const rows = KEYS.map(({ key, says }) =>
    el("div", {}, el("dt", {}, el("kbd", {}, key)), el("dd", {}, says)),
  );
  return el("dl", { class: "keys", hidden: true, "aria-label": "Keys" }, ...rows);
}
