/** One article as it was read: furniture grey, the words of every claim marked and linked. */

import "../styles/pages/forms.css";
import "../styles/pages/actor.css";
import "../styles/pages/article.css";
import type { Api } from "../api";
import { append, el, said } from "../dom";
import { open, pageLink, type State } from "../router";
import type { ArticleClaim, ArticlePage, ArticleRows, TextBlock, TextPiece } from "../server";
import { counted } from "../words";
import { jump } from "./jump";
import { legend, markedPiece } from "./marked_text";
import { onlyNewest } from "./newest";
import { type Drawn, put, type Shown } from "./page";

export const title = "Articles";

export async function render(into: HTMLElement, state: State, api: Api): Promise<Shown> {
  let shown: string | null = null;
  const newest = onlyNewest();
  const draw = async ({ id, more }: State) => {
    if (id !== shown || !id)
      put(into, await newest(id ? drawnArticle(id, api) : drawnList(more, api)));
    shown = id;
    if (more.claim) jump(`mark-${more.claim}`);
  };
  await draw(state);
  return { update: draw };
}

async function drawnList(more: Record<string, string>, api: Api): Promise<Drawn> {
  const asked = { words: more.words, after: more.after, limit: 50 };
  const { rows, cursor } = await api.get<ArticleRows>("api/articles", asked);
  const next = cursor && pageLink("articles", "", { ...more, after: cursor });
  const parts = [
    el("h1", {}, "Articles"),
    listSearch(more.words ?? ""),
    rows.length ? articleTable(rows) : el("p", {}, "No article fits."),
    next ? el("p", {}, el("a", { class: "button", href: next }, "More articles")) : null,
  ];
  return { name: title, parts };
}

function listSearch(words: string): HTMLElement {
  const input = el("input", { type: "search", name: "words", dir: "auto", value: words });
  const submit = (event: Event) => {
    event.preventDefault();
    open(pageLink("articles", "", { words: input.value.trim() }));
  };
  return el(
    "form",
    { role: "search", class: "actor-search", onsubmit: submit },
    el("label", {}, "Words of the article or its outlet", input),
  );
}

function articleTable(rows: ArticleRows["rows"]): HTMLElement {
  const head = ["article", "outlet", "published", "claims", "what became of it"];
  return el(
    "div",
    { class: "scroll" },
    el(
      "table",
      { class: "articles" },
      el("thead", {}, el("tr", {}, ...head.map((name) => el("th", { scope: "col" }, name)))),
      el(
        "tbody",
        {},
        ...rows.map((row) =>
          el(
            "tr",
            {},
            el(
              "td",
              {},
              el("a", { href: pageLink("article", row.id) }, said(row.title ?? row.source)),
            ),
            el("td", {}, said(row.outlet ?? "not named")),
            el("td", {}, row.published ?? "not dated"),
            el("td", { class: "number" }, row.claims),
            el("td", {}, row.status),
          ),
        ),
      ),
    ),
  );
}

async function drawnArticle(id: string, api: Api): Promise<Drawn> {
  const article = await api.get<ArticlePage>(`api/articles/${encodeURIComponent(id)}`);
  const name = article.title ?? article.source;
  const parts = [
    header(article, name),
    el(
      "div",
      { class: "reading" },
      el("div", { class: "text" }, legend(), ...article.blocks.map(textBlock(article))),
      claims(article),
    ),
  ];
  return { name, parts };
}

function header(article: ArticlePage, name: string): HTMLElement {
  const copies = article.carried_by.map((one) => one.outlet ?? one.source);
  return el(
    "header",
    {},
    el(
      "p",
      { class: "kicker" },
      said(article.outlet ?? "outlet not named"),
      el("span", {}, article.published ?? "not dated"),
    ),
    el("h1", { dir: "auto" }, name),
    el(
      "p",
      { class: "quiet" },
      said(article.url ?? article.source),
      article.language && ` · ${article.language}`,
    ),
    article.copy_of
      ? el(
          "p",
          {},
          "It carries the text of ",
          el("a", { href: pageLink("article", article.copy_of) }, "another article"),
          " and counts with it as one source.",
        )
      : null,
    copies.length
      ? el(
          "p",
          { dir: "auto" },
          `The same text is carried by: ${copies.join("; ")}. Counted as one source.`,
        )
      : null,
  );
}

function textBlock(article: ArticlePage): (block: TextBlock) => HTMLElement {
  const seen = new Set<string>();
  const lines = new Map(article.claims.map((claim) => [claim.id, claim]));
  return ({ kind, because, pieces }) => {
    const paragraph = el("p", { class: `block block-${kind}`, dir: "auto" });
    if (kind === "furniture") paragraph.title = `page furniture, never coded: ${because}`;
    append(paragraph, ...pieces.map((piece) => marked(piece, lines, seen)));
    return paragraph;
  };
}

/** A piece of text; words of a claim lead to it. The first words of each claim bear its name. */
function marked(
  piece: TextPiece,
  lines: ReadonlyMap<string, ArticleClaim>,
  seen: Set<string>,
): ReturnType<typeof markedPiece> {
  const [id] = piece.marks.map((mark) => mark.claim_id);
  const kinds = [...new Set(piece.marks.map((mark) => mark.kind))];
  const words = markedPiece(piece.text, kinds);
  if (!id) return words;
  const first = !seen.has(id);
  seen.add(id);
  return el(
    "a",
    {
      class: "mark-link",
      id: first && `mark-${id}`,
      href: `#line-${id}`,
      title: lines.get(id)?.line ?? null,
      onclick: (click) => {
        click.preventDefault();
        jump(`line-${id}`);
      },
    },
    words,
  );
}

function claims({ claims: all }: ArticlePage): HTMLElement {
  return el(
    "aside",
    { "aria-label": "Claims of this article" },
    el("h2", {}, counted(all.length, "claim")),
    all.length
      ? el("ol", { class: "claim-lines" }, ...all.map(claimLine))
      : el("p", { class: "quiet" }, "Nothing in it was read as a claim."),
  );
}

function claimLine({ id, line, event_id }: ArticleClaim): HTMLElement {
  const words = el(
    "a",
    {
      href: `#mark-${id}`,
      onclick: (click) => {
        click.preventDefault();
        jump(`mark-${id}`);
      },
    },
    said(line),
  );
  return el(
    "li",
    { id: `line-${id}`, tabindex: "-1" },
    words,
    event_id
      ? el("a", { class: "small", href: pageLink("event", event_id, { claim: id }) }, "its event")
      : el("span", { class: "quiet" }, "in no event"),
  );
}
