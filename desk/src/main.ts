/** The shell: menu, notices, and the page that the address names. */

import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import { Api } from "./api";
import { el, refill } from "./dom";
import { calm, complain, notices } from "./notice";
import { MENU, PAGES } from "./pages/index";
import type { Shown } from "./pages/page";
import { listen, now, pageLink, type State, start } from "./router";
import { themeSwitch } from "./theme";

const api = new Api();
const menu = el("nav", { "aria-label": "Pages", class: "menu" });
const main = el("main", { id: "main", tabindex: "-1" });
let open: { page: string; shown: Shown } | null = null;
let turn = 0;

async function show(state: State): Promise<void> {
  calm();
  drawMenu(state.page);
  if (open && open.page === state.page && open.shown.update) {
    await open.shown.update(state);
    return;
  }
  const mine = ++turn;
  const load = PAGES[state.page];
  const page = load ? await load() : null;
  if (mine !== turn) return;
  const another = open !== null && open.page !== state.page;
  open?.shown.close?.();
  document.title = page ? `${page.title} · khabar` : "khabar";
  const place = el("div", { class: `page page-${page ? state.page : "none"}` });
  refill(main, place);
  if (!page) refill(place, el("p", {}, "There is no such page."));
  const shown = page ? await page.render(place, state, api) : {};
  if (mine !== turn) shown.close?.();
  else open = { page: state.page, shown };
  if (another) main.focus();
}

function drawMenu(current: string): void {
  const links = MENU.map(([name, label]) =>
    el(
      "a",
      // One actor or article belongs to the page of all of them.
      { href: pageLink(name), "aria-current": [current, `${current}s`].includes(name) && "page" },
      label,
    ),
  );
  refill(menu, ...links);
}

document.body.append(
  el("a", { class: "skip", href: "#main" }, "Skip to the content"),
  el(
    "header",
    { class: "shell" },
    el("a", { class: "brand", href: "./" }, el("b", {}, "khabar")),
    menu,
    themeSwitch(),
  ),
  ...notices(),
  main,
);
const shown = (state: State) => void show(state).catch(complain);
start();
listen(shown);
shown(now());
