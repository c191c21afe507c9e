/** A fold that asks for claims by their ids when it is opened, and shows each with its source. */

import type { Api } from "../api";
import { el, refill, said } from "../dom";
import { complain } from "../notice";
import { pageLink } from "../router";
import type { ClaimAnswer } from "../server";

export function claimList(api: Api, ids: readonly string[], words: string): HTMLElement {
  const list = el("ul", { class: "claim-lines" });
  const load = async () => {
    if (list.childElementCount) return;
    refill(list, el("li", { class: "quiet" }, "Asking…"));
    const claims = await Promise.all(
      ids.map((id) => api.get<ClaimAnswer>(`api/claims/${encodeURIComponent(id)}`)),
    );
    refill(list, ...claims.map(line));
  };
  const fold = el("details", { class: "claims-of" }, el("summary", {}, words), list);
  fold.addEventListener("toggle", () => {
    if (fold.open) load().catch(complain);
  });
  return fold;
}

function line(claim: ClaimAnswer): HTMLElement {
  const target = claim.event_id
    ? pageLink("event", claim.event_id, { claim: claim.id })
    : pageLink("article", claim.article_id, { claim: claim.id });
  const source = [claim.outlet ?? "outlet not named", claim.published ?? "not dated"].join(", ");
  return el(
    "li",
    {},
    el("a", { href: target }, said(claim.line)),
    el("q", { dir: "auto" }, claim.quote),
    el("span", { class: "quiet" }, ` ${source}`),
  );
}
