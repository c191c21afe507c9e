/** An event on a page of its own. */

import type { Api } from "../api";
import { el, refill } from "../dom";
import { open, pageLink, type State } from "../router";
import { showClaim, showEvent } from "./event_card";
import { onlyNewest } from "./newest";
import type { Shown } from "./page";

export const title = "Event";

export async function render(into: HTMLElement, state: State, api: Api): Promise<Shown> {
  let id = state.id;
  const newest = onlyNewest();
  const show = async (wanted: string, claim: string | undefined) => {
    const place = el("div");
    const card = await newest(showEvent(place, wanted, api, { level: 1 }));
    refill(into, place);
    id = card.id;
    document.title = `${card.line} · khabar`;
    if (card.redirected_from) open(pageLink("event", card.id), true);
    if (claim) showClaim(claim);
  };
  await show(id, state.more.claim);
  return {
    update: async (now) => {
      if (now.id !== id) await show(now.id, now.more.claim);
    },
  };
}
