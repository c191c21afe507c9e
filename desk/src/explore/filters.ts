/** The panel of filters: the filter itself as text, the usual conditions as fields, the facets. */

import type { Api } from "../api";
import { el, refill } from "../dom";
import { go, now, type State } from "../router";
import { atLeast, between, dates, valuesOf, withAtLeast, withValues } from "../terms";
import { PRECISIONS } from "../words";
import { FacetLists } from "./facets";

const DAY = "\\d{4}(-\\d\\d(-\\d\\d)?)?";

export class FilterPanel {
  readonly facets: FacetLists;
  readonly place: HTMLElement;
  private readonly words = el("textarea", {
    id: "q",
    rows: 2,
    spellcheck: "false",
    autocapitalize: "off",
    "aria-describedby": "q-wrong q-help",
    placeholder: "country:AFG killed>=5 siege",
  });
  private readonly wrong = el("p", { id: "q-wrong", class: "wrong", role: "alert", hidden: true });
  private readonly first = dayField("First day, month or year");
  private readonly last = dayField("Last day, month or year");
  private readonly killed = el("input", { type: "number", min: 0, step: 1, id: "killed" });
  private readonly precision = el("select", { id: "precision" });
  private readonly reviewed = el("input", { type: "checkbox", id: "reviewed" });

  constructor(api: Api) {
    this.facets = new FacetLists(api);
    this.precision.append(
      el("option", { value: "" }, "any"),
      ...PRECISIONS.slice(0, -1).map(([value, words]) => el("option", { value }, words)),
    );
    this.place = el("search", { class: "filters", "aria-label": "Filters" }, this.form());
    this.place.append(this.facets.place);
    this.listen();
  }

  /** Show what the address asks for. */
  show({ q }: State): void {
    if (document.activeElement !== this.words || !this.words.value.trim()) this.words.value = q;
    const { first, last } = dates(q);
    this.first.value = first;
    this.last.value = last;
    this.killed.value = atLeast(q, "killed");
    this.precision.value = worst(valuesOf(q, "precision"));
    this.reviewed.checked = valuesOf(q, "reviewed").includes("yes");
  }

  /** Say what is wrong with the filter; null: nothing. */
  refuse(words: string | null): void {
    this.wrong.hidden = words === null;
    this.wrong.textContent = words;
    if (words === null) this.words.removeAttribute("aria-invalid");
    else this.words.setAttribute("aria-invalid", "true");
  }

  private form(): HTMLElement {
    const help = el("p", { id: "q-help", class: "quiet small" });
    refill(
      help,
      "Words, or field:value. Space is and, comma or, minus not. Enter to search. ",
      el("a", { href: "?page=method&id=queries" }, "All fields"),
    );
    return el(
      "form",
      { class: "conditions" },
      el("label", { for: "q" }, "Filter"),
      this.words,
      this.wrong,
      help,
      el(
        "fieldset",
        {},
        el("legend", {}, "Happened"),
        this.first,
        el("span", { "aria-hidden": "true" }, "to"),
        this.last,
      ),
      el("label", { for: "killed" }, "Killed, at least", this.killed),
      el("label", { for: "precision" }, "Place known at least to", this.precision),
      el("label", { for: "reviewed", class: "check" }, this.reviewed, "Reviewed only"),
    );
  }

  private listen(): void {
    this.words.addEventListener("keydown", (key) => {
      if (key.key !== "Enter" || key.shiftKey) return;
      key.preventDefault();
      search(this.words.value.trim());
    });
    this.words.addEventListener("change", () => search(this.words.value.trim()));
    const byDay = () => search(between(now().q, this.first.value, this.last.value));
    for (const field of [this.first, this.last])
      field.addEventListener("change", () => field.reportValidity() && byDay());
    this.killed.addEventListener("change", () => {
      search(withAtLeast(now().q, "killed", this.killed.value));
    });
    this.precision.addEventListener("change", () => {
      search(withValues(now().q, "precision", atLeastAs(this.precision.value)));
    });
    this.reviewed.addEventListener("change", () => {
      search(withValues(now().q, "reviewed", this.reviewed.checked ? ["yes"] : []));
    });
  }
}

function search(q: string): void {
  if (q !== now().q) go({ q, selected: "" });
}

function dayField(label: string): HTMLInputElement {
  return el("input", {
    "aria-label": label,
    title: "2021, 2021-08 or 2021-08-15",
    pattern: DAY,
    placeholder: "2021-08",
    size: 10,
    inputmode: "numeric",
  });
}

/** Return every precision that is as good as this one, from the best. */
function atLeastAs(worst: string): string[] {
  const place = PRECISIONS.findIndex(([value]) => value === worst);
  return PRECISIONS.slice(0, place + 1).map(([value]) => value);
}

function worst(values: string[]): string {
  return PRECISIONS.filter(([value]) => values.includes(value)).at(-1)?.[0] ?? "";
}
