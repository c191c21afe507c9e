/** The values that what is found has, with counts, to filter by. */

import type { Api } from "../api";
import { el, refill, said } from "../dom";
import { complain } from "../notice";
import { go } from "../router";
import type { Facet } from "../server";
import { toggled, valuesOf } from "../terms";
import { figure } from "../words";

const SHOWN = 6;
const MOST = 200;
// Open from the start; the others open by a click and stay as they are left.
const OPEN = new Set(["type", "country", "party", "claimant", "grade"]);

/** The lists of values, one for each field. */
export class FacetLists {
  readonly place = el("div", { class: "facets" });
  private readonly opened = new Map<string, boolean>();
  private readonly whole = new Set<string>();
  private facets: Facet[] = [];
  private q = "";

  constructor(private readonly api: Api) {}

  show(facets: Facet[], q: string): void {
    this.facets = facets;
    this.q = q;
    const kept = focusKept(this.place);
    refill(this.place, ...facets.map((facet) => this.list(facet)));
    kept();
  }

  private list(facet: Facet): HTMLElement | null {
    const chosen = new Set(valuesOf(this.q, facet.field));
    if (!facet.values.length && !chosen.size) return null;
    const open = this.opened.get(facet.field) ?? (OPEN.has(facet.field) || chosen.size > 0);
    const heading = el("summary", {}, facet.label, chosen.size > 0 && el("b", {}, chosen.size));
    const shown = this.whole.has(facet.field) ? facet.values : facet.values.slice(0, SHOWN);
    const values = [
      ...new Set([...facet.values.filter(({ value }) => chosen.has(value)), ...shown]),
    ];
    const list = el("details", { class: "facet", open }, heading);
    list.append(el("ul", {}, ...values.map((value) => this.choice(facet, value, chosen))));
    const hidden = facet.more || values.length < facet.values.length;
    if (hidden) list.append(this.more(facet));
    list.addEventListener("toggle", () => this.opened.set(facet.field, list.open));
    return list;
  }

  private choice({ field }: Facet, value: Facet["values"][number], chosen: Set<string>) {
    const box = el("input", {
      type: "checkbox",
      checked: chosen.has(value.value),
      "data-key": `${field}:${value.value}`,
      onchange: () => go({ q: toggled(this.q, field, value.value), selected: "" }),
    });
    const count = el("span", { class: "count" }, figure(value.count));
    return el("li", {}, el("label", {}, box, said(value.label), count));
  }

  private more(facet: Facet): HTMLElement {
    const show = async () => {
      const { facets } = await this.api.facets({ q: this.q, field: facet.field, most: MOST });
      this.whole.add(facet.field);
      this.opened.set(facet.field, true);
      this.show(
        this.facets.map((one) => facets.find(({ field }) => field === one.field) ?? one),
        this.q,
      );
    };
    const words = ["more", el("span", { class: "unseen" }, ` of ${facet.label}`)];
    return el(
      "button",
      { type: "button", class: "link small", onclick: () => void show().catch(complain) },
      ...words,
    );
  }
}

/** Remember which box has the focus; the function returned gives it to the box made in its place. */
function focusKept(place: HTMLElement): () => void {
  const key = document.activeElement?.getAttribute("data-key");
  return () => {
    if (key) place.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  };
}
