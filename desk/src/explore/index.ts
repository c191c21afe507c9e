/** Explore: what is found, on a map, in time, and as a list. */

import type { Api } from "../api";
import { el, refill } from "../dom";
import type { Shown } from "../pages/page";
import type { State } from "../router";

export const title = "Explore";

export async function render(into: HTMLElement, state: State, api: Api): Promise<Shown> {
  const { rows } = await api.events({ q: state.q });
  refill(into, el("ul", {}, ...rows.map((row) => el("li", { dir: "auto" }, row.line))));
  return {};
}
