/** Actors: search, and one actor with its names, what it was when, relations and events. */

import "../styles/pages/forms.css";
import "../styles/pages/actor.css";
import type { Api } from "../api";
import { el, refill, said } from "../dom";
import { go, pageLink, type State } from "../router";
import type { ActorPage, ActorRelation, ActorRow, Bin, EventRows, Named } from "../server";
import { quoted } from "../terms";
import { counted } from "../words";
import { factualityChip } from "./chips";
import { claimList } from "./claim_list";
import { onlyNewest } from "./newest";
import { type Drawn, put, type Shown } from "./page";

export const title = "Actors";

type Meanings = Readonly<Record<string, string>>;

export async function render(into: HTMLElement, state: State, api: Api): Promise<Shown> {
  const found = el("div", { class: "found" });
  const place = el("div", { class: "actor" });
  const input = search();
  let listed: string | null = null;
  const newest = onlyNewest();
  const list = async (words: string) => {
    if (words === listed) return;
    listed = words;
    const rows = await api.get<ActorRow[]>("api/actors", { words, limit: 30 });
    if (words === listed) refill(found, ...results(rows, words));
  };
  const draw = async ({ id, more }: State) => {
    const words = more.words ?? "";
    if (document.activeElement !== input) input.value = words;
    if (id && !words) refill(found);
    else await list(words);
    const nobody = { name: title, parts: [] };
    put(place, await newest(id ? drawnActor(id, api) : Promise.resolve(nobody)));
  };
  refill(into, el("h1", {}, "Actors"), searchForm(input), found, place);
  await draw(state);
  return { update: draw };
}

function search(): HTMLInputElement {
  const input = el("input", { type: "search", name: "words", dir: "auto", autocomplete: "off" });
  let waiting = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    const here = location.search;
    const find = () => go({ id: "", more: { words: input.value.trim() } }, { replace: true });
    // Whoever has gone on to an actor by then is not called back.
    waiting = window.setTimeout(() => location.search === here && find(), 250);
  });
  return input;
}

function searchForm(input: HTMLInputElement): HTMLElement {
  const label = el("label", {}, "Find an actor by any of its names", input);
  return el(
    "form",
    { role: "search", class: "actor-search", onsubmit: (event) => event.preventDefault() },
    label,
  );
}

function results(rows: readonly ActorRow[], words: string): HTMLElement[] {
  if (!rows.length)
    return [el("p", {}, words ? "The registry knows no actor by that name." : "No actor.")];
  return [
    el(
      "ul",
      { class: "actors", "aria-label": "Actors found" },
      ...rows.map((row) =>
        el(
          "li",
          {},
          el("a", { href: actorLink(row.id) }, said(row.name)),
          el(
            "span",
            { class: "quiet" },
            ` ${[row.kind.replaceAll("_", " "), row.country].filter(Boolean).join(", ")}`,
          ),
        ),
      ),
    ),
  ];
}

function actorLink(id: string): string {
  return pageLink("actor", id);
}

async function drawnActor(id: string, api: Api): Promise<Drawn> {
  const [actor, { meanings }] = await Promise.all([
    api.get<ActorPage>(`api/actors/${encodeURIComponent(id)}`),
    api.about(),
  ]);
  const condition = `party:${quoted(actor.name)}`;
  const events = await api.events({ q: condition, limit: 50, order: "newest" });
  const parts = [
    header(actor, condition),
    section("Names", names(actor)),
    section("What it was when", statuses(actor)),
    belonging(actor),
    section("Relations, as sources tell them", relations(actor, api, meanings)),
    section("Events", timeline(actor.timeline), eventList(events)),
  ];
  return { name: actor.name, parts };
}

function section(heading: string, ...children: (HTMLElement | null)[]): HTMLElement {
  return el("section", {}, el("h3", {}, heading), ...children);
}

function header(actor: ActorPage, condition: string): HTMLElement {
  const about = [actor.kind.replaceAll("_", " "), actor.country, actor.sector]
    .filter(Boolean)
    .join(", ");
  const { actor: acting, target } = actor.events;
  return el(
    "header",
    {},
    el("h2", { dir: "auto" }, actor.name),
    el("p", { class: "quiet" }, about, " · ", el("code", {}, actor.id)),
    el("p", {}, `Acts in ${counted(acting, "event")}, target of ${counted(target, "event")}.`),
    el(
      "p",
      { class: "actions" },
      el(
        "a",
        { class: "button", href: `?q=${encodeURIComponent(condition)}` },
        "Its events on the map",
      ),
      actor.wikidata ? el("span", { class: "quiet" }, `Wikidata ${actor.wikidata}`) : null,
    ),
  );
}

function names({ aliases }: ActorPage): HTMLElement {
  if (!aliases.length) return el("p", { class: "quiet" }, "No other names are known.");
  return el(
    "ul",
    { class: "aliases" },
    ...aliases.map(({ name, script }) =>
      el("li", {}, said(name), script !== "Latin" && el("span", { class: "quiet" }, ` ${script}`)),
    ),
  );
}

function statuses({ statuses: all }: ActorPage): HTMLElement {
  if (!all.length) return el("p", { class: "quiet" }, "The registry gives no dates.");
  return el(
    "ol",
    { class: "statuses" },
    ...all.map(({ since, until, kind, words }) =>
      el("li", {}, el("b", {}, period(since, until)), ` ${words || kind.replaceAll("_", " ")}`),
    ),
  );
}

function period(since: string | null, until: string | null): string {
  if (since && until) return `${since} to ${until}:`;
  if (since) return `since ${since}:`;
  return until ? `until ${until}:` : "at all times:";
}

function belonging({ parent, members }: ActorPage): HTMLElement | null {
  if (!parent && !members.length) return null;
  return section(
    "Belongs together",
    parent ? el("p", {}, "Part of ", named(parent), ".") : null,
    members.length
      ? el("ul", { class: "aliases" }, ...members.map((one) => el("li", {}, named(one))))
      : null,
  );
}

function named({ id, name }: Named): HTMLElement {
  return id ? el("a", { href: actorLink(id) }, said(name)) : said(name);
}

function relations({ relations: all, name }: ActorPage, api: Api, meanings: Meanings): HTMLElement {
  if (!all.length) return el("p", { class: "quiet" }, "No source tells of a relation.");
  return el("ul", { class: "relations" }, ...all.map((one) => relation(one, name, api, meanings)));
}

function relation(one: ActorRelation, name: string, api: Api, meanings: Meanings): HTMLElement {
  const does = one.relation.replaceAll("_", " ");
  const told = one.outward
    ? [said(name), ` ${does} `, named(one.other)]
    : [named(one.other), ` ${does} `, said(name)];
  return el(
    "li",
    { class: one.factuality === "asserted" ? null : "unsure" },
    ...told,
    " ",
    factualityChip(one.factuality, meanings),
    claimList(api, one.claims, counted(one.count, "claim")),
  );
}

function timeline(bins: readonly Bin[]): HTMLElement | null {
  if (!bins.length) return null;
  const most = Math.max(...bins.map((bin) => bin.events), 1);
  return el(
    "ol",
    { class: "bars", "aria-label": "Events in time" },
    ...bins.map((bin) => {
      const column = el("li", {
        title: `${bin.start} to ${bin.end}: ${counted(bin.events, "event")}`,
      });
      column.style.setProperty("--share", String(bin.events / most));
      column.append(
        el("span", { class: "unseen" }, `${bin.start}: ${counted(bin.events, "event")}`),
      );
      return column;
    }),
  );
}

function eventList({ rows }: EventRows): HTMLElement {
  if (!rows.length) return el("p", { class: "quiet" }, "No event of this case names it.");
  return el(
    "ol",
    { class: "event-lines" },
    ...rows.map((row) =>
      el(
        "li",
        {},
        el("span", { class: "quiet" }, `${row.date_words} `),
        el("a", { href: pageLink("event", row.id) }, said(row.line)),
      ),
    ),
  );
}
