/** How khabar works, as its documentation says it. */

import "../styles/pages/method.css";
import type { Api } from "../api";
import { el, refill } from "../dom";
import { pageLink, type State } from "../router";
import type { Method } from "../server";
import type { Shown } from "./page";
import { rebuilt } from "./rebuilt";

export const title = "Method";

export async function render(into: HTMLElement, state: State, api: Api): Promise<Shown> {
  const { pages } = await api.get<Method>("api/method");
  const show = ({ id }: State) => {
    const page = pages.find((one) => one.name === id) ?? pages[0];
    if (!page) return refill(into, el("p", {}, "No documentation came with this installation."));
    document.title = `${page.title} · khabar`;
    const links = pages.map((one) =>
      el(
        "li",
        {},
        el(
          "a",
          { href: pageLink("method", one.name), "aria-current": one === page && "page" },
          one.title,
        ),
      ),
    );
    const text = el("div", { class: "document" }, ...rebuilt(page.html));
    if (!text.querySelector("h1")) text.prepend(el("h1", {}, page.title));
    return refill(
      into,
      el("nav", { class: "documents", "aria-label": "Documentation" }, el("ul", {}, ...links)),
      text,
    );
  };
  show(state);
  return { update: show };
}
