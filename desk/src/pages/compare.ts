/** The sources of an event side by side: a column each, a row for each field. */

import "../styles/pages/forms.css";
import "../styles/pages/compare.css";
import type { Api } from "../api";
import { append, el, refill, said } from "../dom";
import { go, pageLink, type State } from "../router";
import type { ComparedCell, ComparedField, ComparedSource, Comparison } from "../server";
import { rangeWords } from "./figures";
import { onlyNewest } from "./newest";
import type { Shown } from "./page";
import { differing, rowWords, SIGNS, told } from "./standing";

export const title = "Compare sources";

const BY = [
  ["article", "articles"],
  ["claimant", "those who speak"],
] as const;

export async function render(into: HTMLElement, state: State, api: Api): Promise<Shown> {
  const newest = onlyNewest();
  const draw = async ({ id, rule, more }: State) => {
    const by = more.by === "claimant" ? "claimant" : "article";
    const path = `api/events/${encodeURIComponent(id)}/compare`;
    const found = await newest(api.get<Comparison>(path, { by, rule }));
    document.title = `Compare: ${found.heading} · khabar`;
    refill(into, ...page(found, by));
  };
  await draw(state);
  return { update: draw };
}

function page(found: Comparison, by: string): HTMLElement[] {
  return [
    el(
      "header",
      {},
      el("p", { class: "kicker" }, "Sources compared"),
      el("h1", { dir: "auto" }, found.heading),
      el(
        "p",
        { class: "actions" },
        el("a", { class: "button", href: pageLink("event", found.event_id) }, "The event"),
        chooser(by),
      ),
      el("p", {}, differing(found.fields)),
      settled(found),
    ),
    table(found),
    legend(),
  ];
}

function chooser(by: string): HTMLElement {
  const select = el("select", {
    onchange: () => go({ more: { by: select.value } }, { replace: true }),
  });
  append(select, ...BY.map(([value, words]) => el("option", { value }, words)));
  select.value = by;
  return el("label", { class: "inline" }, "Columns are", select);
}

function settled({ settled: found }: Comparison): HTMLElement | null {
  if (!found) return null;
  const figures = Object.entries(found.figures).map(
    ([outcome, { low, high }]) => `${outcome} ${rangeWords(low, high)}`,
  );
  return el(
    "p",
    { class: "quiet" },
    `By the rule “${found.rule}”: ${figures.join("; ") || "not stated"}.`,
  );
}

function table(found: Comparison): HTMLElement {
  const corner = el("th", { scope: "col", class: "corner" }, "Field");
  return el(
    "div",
    { class: "scroll compare", tabindex: "0", role: "region", "aria-label": "Sources compared" },
    el(
      "table",
      {},
      el("thead", {}, el("tr", {}, corner, ...found.sources.map(sourceHead))),
      el("tbody", {}, ...found.fields.map(fieldRow)),
    ),
  );
}

function sourceHead(source: ComparedSource): HTMLElement {
  const [article] = source.article_ids;
  const name = said(source.name);
  return el(
    "th",
    { scope: "col" },
    article && source.article_ids.length === 1
      ? el("a", { href: pageLink("article", article) }, name)
      : name,
    el("span", { class: "quiet" }, source.published ?? "not dated"),
    source.copies
      ? el(
          "span",
          { class: "quiet" },
          `with ${source.copies} ${source.copies === 1 ? "copy" : "copies"}`,
        )
      : null,
  );
}

function fieldRow(row: ComparedField): HTMLElement {
  return el(
    "tr",
    { class: `row-${row.standing.replaceAll(" ", "-")}` },
    el(
      "th",
      { scope: "row" },
      said(row.field),
      el("span", { class: "quiet" }, rowWords(row.standing)),
    ),
    ...row.cells.map(cell),
  );
}

function cell({ standing, words, versions }: ComparedCell): HTMLElement {
  const { sign, word } = SIGNS[standing];
  const classes = `cell cell-${standing.replaceAll(" ", "-")}`;
  if (standing === "silent") return el("td", { class: classes }, signed(sign, word), "silent");
  return el(
    "td",
    { class: classes },
    sign ? signed(sign, word) : null,
    ...told(words, versions).map((one) =>
      el(
        "span",
        { class: "told" },
        one.version ? el("b", { class: "version", title: "version" }, one.version) : null,
        said(one.words),
      ),
    ),
  );
}

function signed(sign: string, word: string): HTMLElement {
  return el(
    "span",
    { class: "sign", title: word },
    el("span", { "aria-hidden": "true" }, sign),
    word === "silent" ? null : el("span", { class: "unseen" }, `${word}: `),
  );
}

function legend(): HTMLElement {
  const shown = Object.entries(SIGNS).filter(([, { sign }]) => sign);
  return el(
    "dl",
    { class: "legend-signs" },
    ...shown.map(([standing, { sign, word, means }]) =>
      el(
        "div",
        { class: `cell-${standing}` },
        el("dt", {}, `${sign} ${word}`),
        el("dd", {}, means),
      ),
    ),
  );
}
