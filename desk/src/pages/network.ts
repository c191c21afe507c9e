/** Who attacks, accuses, shelters and backs whom: a drawing, and the same lines as a table. */

import "../styles/pages/forms.css";
import "../styles/pages/actor.css";
import "../styles/pages/network.css";
import type { Api } from "../api";
import { el, refill, said } from "../dom";
import { complain } from "../notice";
import { pageLink, type State } from "../router";
import type { Network, NetworkNode } from "../server";
import { counted } from "../words";
import { claimList } from "./claim_list";
import { chosen, type EdgeRow, edgeRows, SORTS, type Sort, sortOf, total } from "./network_graph";
import type { Drawing } from "./network_picture";
import { onlyNewest } from "./newest";
import type { Shown } from "./page";

export const title = "Network";

const TELLINGS = ["asserted", "alleged", "denied"];
const MOST_ROWS = 200;

export async function render(into: HTMLElement, state: State, api: Api): Promise<Shown> {
  const picture = el("div", { class: "network-picture" });
  const table = el("div", {});
  const controls = el("div", { class: "network-controls" });
  const says = el("p", { class: "quiet", role: "status" });
  let drawing: Drawing | null = null;
  let found: Network = { nodes: [], edges: [] };
  const filter = el("p", { class: "quiet" });
  const newest = onlyNewest();
  const draw = async () => {
    const { sorts, tellings } = checked(controls);
    const kept = chosen(found.nodes, found.edges, sorts, tellings);
    refill(
      says,
      `${counted(kept.nodes.length, "party", "parties")}, ${counted(kept.edges.length, "line")}.`,
    );
    refill(table, edgeTable(edgeRows(kept.nodes, kept.edges), api));
    drawing?.close();
    drawing = null;
    picture.hidden = !kept.edges.length;
    if (!kept.edges.length) return;
    const { drawNetwork } = await newest(import("./network_picture"));
    drawing = drawNetwork(picture, kept.nodes, kept.edges);
  };
  const show = async ({ q }: State) => {
    found = await newest(api.get<Network>("api/network", { q, most: 150 }));
    refill(filter, q ? said(`Filter: ${q}`) : "All claims of the case.");
    refill(controls, ...boxes(found, () => void draw().catch(complain)));
    await draw();
  };
  refill(
    into,
    el("h1", {}, "Who does what to whom, as sources tell it"),
    filter,
    controls,
    says,
    picture,
    el("h2", {}, "The same lines as a table"),
    table,
  );
  await show(state);
  return { update: show, close: () => drawing?.close() };
}

function boxes({ edges }: Network, changed: () => void): HTMLElement[] {
  const present = new Set(edges.map((edge) => sortOf(edge.sort)));
  const sorts = (Object.keys(SORTS) as Sort[]).filter((sort) => present.has(sort));
  return [
    group(
      "Lines",
      sorts.map((sort) => box("sort", sort, SORTS[sort].does, `line line-${sort}`, changed)),
    ),
    group(
      "Told as",
      TELLINGS.map((told) => box("told", told, told, `line line-${told}`, changed)),
    ),
  ];
}

function group(name: string, children: HTMLElement[]): HTMLElement {
  return el("fieldset", { class: "boxes" }, el("legend", {}, name), ...children);
}

function box(
  name: string,
  value: string,
  words: string,
  looks: string,
  changed: () => void,
): HTMLElement {
  const input = el("input", { type: "checkbox", name, value, checked: true, onchange: changed });
  return el(
    "label",
    { class: "inline" },
    input,
    el("span", { class: looks, "aria-hidden": "true" }),
    words,
  );
}

function checked(controls: HTMLElement): { sorts: Set<string>; tellings: Set<string> } {
  const of = (name: string) => {
    const inputs = controls.querySelectorAll<HTMLInputElement>(`input[name="${name}"]:checked`);
    return new Set([...inputs].map((input) => input.value));
  };
  return { sorts: of("sort"), tellings: of("told") };
}

function edgeTable(rows: readonly EdgeRow[], api: Api): HTMLElement {
  if (!rows.length) return el("p", {}, "No source tells of anything between parties here.");
  const head = ["who", "does what", "to whom", "told as", "claims"];
  const more = rows.length - MOST_ROWS;
  return el(
    "div",
    {},
    el(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Lines of the network" },
      el(
        "table",
        { class: "edges" },
        el("thead", {}, el("tr", {}, ...head.map((name) => el("th", { scope: "col" }, name)))),
        el("tbody", {}, ...rows.slice(0, MOST_ROWS).map((row) => edgeRow(row, api))),
      ),
    ),
    more > 0
      ? el(
          "p",
          { class: "quiet" },
          `${more} more lines are told less often: narrow the filter to list them.`,
        )
      : null,
  );
}

function edgeRow({ from, to, does, told, edge }: EdgeRow, api: Api): HTMLElement {
  return el(
    "tr",
    { class: edge.asserted ? null : "unsure" },
    el("td", {}, party(from)),
    el("td", {}, does),
    el("td", {}, party(to)),
    el("td", {}, told),
    el("td", {}, claimList(api, edge.claims, claimsWords(edge.claims.length, total(edge)))),
  );
}

function claimsWords(listed: number, all: number): string {
  return listed < all ? `${listed} of ${all}` : counted(all, "claim");
}

function party({ id, name }: NetworkNode): HTMLElement {
  return id.startsWith("name:") ? said(name) : el("a", { href: pageLink("actor", id) }, said(name));
}
