/** One claim: who says so, in which words, and what was read in them. */

import { append, type Child, el, said } from "../dom";
import { pageLink } from "../router";
import type { ClaimCard } from "../server";
import { chainPicture } from "./chain_picture";
import { factualityChip, machineWords, statusChip } from "./chips";
import { harmWords } from "./figures";
import { markedPiece } from "./marked_text";

/** Return a claim as shown, below a heading of `level` and its sections. */
export function claimCard(
  claim: ClaimCard,
  meanings: Readonly<Record<string, string>>,
  level: 1 | 2,
  ...actions: Child[]
): HTMLElement {
  const heading = `claim-${claim.id}`;
  return el(
    "article",
    { class: `claim claim-${claim.status}`, id: heading, tabindex: "-1" },
    el(level === 1 ? "h3" : "h4", { dir: "auto" }, claim.line),
    el(
      "p",
      { class: "chips" },
      factualityChip(claim.factuality, meanings),
      statusChip(claim.status),
      claim.role === "background" && el("span", { class: "badge" }, "background"),
      claim.kind !== "event" && el("span", { class: "badge" }, claim.kind),
      el("span", { class: "quiet" }, `claim ${claim.id.slice(0, 6)}`),
    ),
    chainPicture(claim.chain, `“${claim.factuality}”`),
    quotation(claim),
    values(claim),
    origin(claim),
    why(claim),
    actions.length ? el("p", { class: "actions" }, ...actions) : null,
  );
}

function quotation(claim: ClaimCard): HTMLElement {
  const quote = el("blockquote", { dir: "auto" });
  append(quote, ...claim.pieces.map((piece) => markedPiece(piece.text, piece.marks)));
  return quote;
}

function values(claim: ClaimCard): HTMLElement {
  const corrected = (field: string) =>
    claim.corrected.some((path) => path.split(".")[0] === field) &&
    el("span", { class: "badge badge-accepted", title: "an analyst corrected it" }, "corrected");
  const rows: [string, string, string][] = [
    ["when", claim.date_words, "when"],
    ["where", claim.place_words, "where"],
    ["harm", claim.harm.map(harmWords).join(", ") || "not stated", "harm"],
  ];
  const shown = claim.kind === "event" ? rows : rows.filter(([, words]) => words !== "not stated");
  return el(
    "dl",
    { class: "values" },
    ...shown.map(([label, words, field]) =>
      el(
        "div",
        {},
        el("dt", {}, label),
        el("dd", {}, machineWords(words, claim.status), " ", corrected(field)),
      ),
    ),
  );
}

function origin(claim: ClaimCard): HTMLElement {
  const title = claim.article_title ?? "untitled article";
  const link = pageLink("article", claim.article_id, { claim: claim.id });
  return el(
    "p",
    { class: "quiet" },
    "In ",
    el("a", { href: link }, said(title)),
    claim.outlet ? [", ", claim.outlet].join("") : null,
    claim.published ? `, published ${claim.published}` : ", no date of publication",
  );
}

function why(claim: ClaimCard): HTMLElement {
  const rules = claim.because.join(", ") || "no rule recorded";
  return el(
    "details",
    { class: "why" },
    el("summary", {}, "Why it was read so"),
    el("p", { dir: "auto" }, `Read by: ${rules}.`),
    el("p", {}, "Claim ", el("code", {}, claim.id), ", coder ", el("code", {}, claim.coder)),
  );
}
