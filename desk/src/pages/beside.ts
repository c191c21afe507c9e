/** The card of the event that is picked out, beside the list it was picked from. */

import "../styles/pages/beside.css";
import type { Api } from "../api";
import { el, refill } from "../dom";
import { showEvent } from "./event_card";

export class Beside {
  readonly place = el("aside", { class: "beside", "aria-label": "The event picked out" });
  private shown = "";

  /** `closed` is told when the reader closes the card, `changed` after each decision. */
  constructor(
    private readonly api: Api,
    private readonly closed: () => void,
    private readonly changed: () => void | Promise<void>,
  ) {
    this.place.addEventListener("keydown", (press) => {
      if (press.key === "Escape" && !document.querySelector("dialog[open]")) this.closed();
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
    const changed = async (decided: { redirect: string | null }) => {
      await this.draw(decided.redirect ?? id);
      await this.changed();
    };
    await showEvent(card, id, this.api, { changed });
    if (this.shown !== id) return;
    const close = el("button", { type: "button", onclick: this.closed }, "Close");
    refill(this.place, el("p", { class: "beside-close" }, close), card);
    this.place.scrollTop = 0;
  }
}
