/** Saved searches: what is new since the last look, a feed of each, and a call on news. */

import "../styles/pages/forms.css";
import "../styles/pages/add.css";
import type { Api } from "../api";
import { el, refill, said } from "../dom";
import { complain, report } from "../notice";
import { now, type State } from "../router";
import type { SearchAnswer, Searches } from "../server";
import { counted } from "../words";
import { copyButton } from "./copying";
import type { Shown } from "./page";

export const title = "Saved searches";

export async function render(into: HTMLElement, state: State, api: Api): Promise<Shown> {
  const list = el("div", {});
  const show = async () => {
    const found = await api.get<Searches>("api/searches");
    refill(list, ...listed(found.searches, api, () => void show().catch(complain)));
  };
  refill(
    into,
    el("h1", {}, "Saved searches"),
    list,
    saving(api, () => void show().catch(complain)),
  );
  await show();
  if (state.more.save) into.querySelector<HTMLElement>("input[name=name]")?.focus();
  return { update: show };
}

function listed(searches: readonly SearchAnswer[], api: Api, again: () => void): HTMLElement[] {
  if (!searches.length)
    return [el("p", {}, "No search is saved yet. Save one below to be told what is new.")];
  return searches.map((search) => savedSearch(search, api, again));
}

function savedSearch(search: SearchAnswer, api: Api, again: () => void): HTMLElement {
  const remove = async () => {
    await api.send(`api/searches/${encodeURIComponent(search.id)}`, {}, "DELETE");
    report(`“${search.name}” is no longer saved.`);
    again();
  };
  const feed = new URL(search.feed, document.baseURI).href;
  const looked = () => {
    if (search.new) void api.send(`api/searches/${encodeURIComponent(search.id)}/seen`, {});
  };
  const q = `?q=${encodeURIComponent(search.q)}`;
  return el(
    "article",
    { class: "search" },
    el("h2", {}, el("a", { href: q, onclick: looked }, said(search.name))),
    el(
      "p",
      {},
      search.new
        ? el("b", {}, `${counted(search.new, "event")} new since the last look.`)
        : "Nothing new since the last look.",
    ),
    el(
      "p",
      { class: "quiet" },
      "Filter: ",
      search.q ? el("code", { dir: "auto" }, search.q) : "all events",
    ),
    search.killed_at_least !== null &&
      el("p", { class: "quiet" }, `Only with at least ${search.killed_at_least} killed.`),
    search.webhook && el("p", { class: "quiet", dir: "auto" }, `Calls ${search.webhook} on news.`),
    el(
      "p",
      { class: "actions" },
      copyButton(feed, "Copy the address of its feed"),
      el(
        "button",
        { type: "button", class: "small", onclick: () => void remove().catch(complain) },
        "Delete",
      ),
    ),
  );
}

function saving(api: Api, again: () => void): HTMLElement {
  const wrong = el("p", { class: "wrong", role: "alert" });
  const input = (name: string, more = {}) =>
    el("input", { name, dir: "auto", autocomplete: "off", ...more });
  const save = async (form: HTMLFormElement) => {
    const given = Object.fromEntries(
      [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]),
    );
    const least = given.killed_at_least ? Number(given.killed_at_least) : null;
    await api.send("api/searches", {
      name: given.name,
      q: given.q ?? "",
      webhook: given.webhook || null,
      killed_at_least: least,
    });
    form.reset();
    refill(wrong);
    again();
  };
  const form: HTMLFormElement = el(
    "form",
    {
      class: "saving",
      onsubmit: (event) => {
        event.preventDefault();
        save(form).catch((fault: Error) => refill(wrong, fault.message));
      },
    },
    el("h2", {}, "Save a search"),
    el("label", {}, "Name", input("name", { required: true, maxlength: 200 })),
    el("label", {}, "Filter (as on the explore page)", input("q", { value: now().q })),
    el(
      "label",
      {},
      "Tell only of events with at least so many killed",
      input("killed_at_least", { type: "number", min: 0 }),
    ),
    el("label", {}, "Address to call on news (webhook)", input("webhook", { type: "url" })),
    wrong,
    el("p", {}, el("button", { class: "chief" }, "Save")),
  );
  return form;
}
