/** The card of the event that is picked out, beside the list it was picked from. */

import "../styles/pages/beside.css";
import type { Api } from "../api";
import { el, refill } from "../dom";
import type { Decided } from "./deciding";
import { showEvent } from "./event_card";

/** What the list does for the card. */
export interface List {
  /** The ids of the events before and after this one, empty where there is none. */
  around(id: string): [before: string, after: string];
  /** Pick out another event; an empty id picks out none. */
  pick(id: string): void;
  /** A decision changed what is found. */
  changed(): Promise<void>;
}

export class Beside {
  readonly place = el("aside", { class: "beside", "aria-label": "The event picked out" });
  private shown = "";

  constructor(
    private readonly api: Api,
    private readonly list: List,
  ) {
    this.place.addEventListener("keydown", (press) => {
      if (press.key === "Escape" && !document.querySelector("dialog[open]")) list.pick("");
    });
  }

  /** Show another event; an empty id closes the card. */
  async show(id: string): Promise<void> {
    if (id === this.shown) return;
    this.shown = id;
    this.place.hidden = !id;
    if (id) await this.draw(id);
  }

  private async draw(id: string): Promise<void> {
    const card = el("div", {});
    const follow = async (now: string) => {
      await this.list.changed();
      if (now === id) await this.draw(id);
      else this.list.pick(now);
    };
    const changed = (decided: Decided) => follow(decided.redirect ?? id);
    try {
      await showEvent(card, id, this.api, { changed, follow });
    } catch (fault) {
      if (this.shown === id) refill(this.place, this.tools(id));
      throw fault;
    }
    if (this.shown !== id) return;
    refill(this.place, this.tools(id), card);
    this.place.scrollTop = 0;
  }

  private tools(id: string): HTMLElement {
    const [before, after] = this.list.around(id);
    const button = (words: string, to: string, disabled = false) =>
      el("button", { type: "button", disabled, onclick: () => this.list.pick(to) }, words);
    return el(
      "p",
      { class: "beside-tools" },
      button("Previous", before, !before),
      button("Next", after, !after),
      button("Close", ""),
    );
  }
}
