/** Explore: what is found, on a map, in time, and as a list. */

import "../styles/explore.css";
import { type Api, Refused } from "../api";
import { el, refill } from "../dom";
import { complain } from "../notice";
import type { Beside } from "../pages/beside";
import type { Shown } from "../pages/page";
import { go, link, pageLink, type State, type View } from "../router";
import type { EventRow } from "../server";
import { undated } from "../terms";
import { counted, figure } from "../words";
import { showChips } from "./chips";
import { counters } from "./counters";
import { openExport } from "./export";
import { FilterPanel } from "./filters";
import { markSelected, showNone, showRows, walkByKeys } from "./list";
import type { MapView } from "./map";
import { columnChoice, showTable, sorting } from "./table";
import type { TimeChart } from "./timeline";

export const title = "Explore";

const PAGE = 60;
/** Most rows that are loaded to sort a table by what the server does not sort by. */
const SORTED = 1_000;
const VIEWS: [view: View, label: string][] = [
  ["map", "Map"],
  ["cards", "Cards"],
  ["table", "Table"],
];

/** Show what the address asks for, and keep showing it, also while the first map is on its way. */
export function render(into: HTMLElement, state: State, api: Api): Shown {
  const explore = new Explore(into, api);
  void explore.update(state).catch(complain);
  return explore;
}

class Explore implements Shown {
  private readonly panel: FilterPanel;
  private readonly totals = counters();
  private readonly chips = el("div", { class: "chips", role: "group", "aria-label": "Conditions" });
  private readonly tools = el("div", { class: "tools" });
  private readonly found = el("p", { class: "found", role: "status", "aria-live": "polite" });
  private readonly list = el("ul", { class: "rows" });
  private readonly table = el("table", { class: "rows" });
  private readonly results = el("section", {
    class: "results",
    "aria-label": "Events",
    tabindex: "0",
  });
  private readonly mapPlace = el("div", { class: "map-place" });
  private readonly timePlace = el("div", { class: "time-place" });
  private readonly more = el("button", { type: "button", class: "more", hidden: true }, "More");
  private readonly frame = el("div", { class: "explore" });
  private map: Promise<MapView> | null = null;
  private time: TimeChart | null = null;
  private beside: Promise<Beside> | null = null;
  private asking = new AbortController();
  private shownQ: string | null = null;
  private shownOrder = "";
  private rows: EventRow[] = [];
  private drawn: EventRow[] = [];
  private look = "";
  private cursor: string | null = null;
  private events = 0;
  private state!: State;

  constructor(
    into: HTMLElement,
    private readonly api: Api,
  ) {
    this.panel = new FilterPanel(api);
    this.results.append(this.found, this.list, this.table, this.more);
    const drawer = el(
      "details",
      { class: "drawer", open: innerWidth > 700 },
      el("summary", {}, "Filters"),
    );
    drawer.append(this.panel.place);
    const bar = el("div", { class: "bar" }, this.totals.row, this.tools, this.chips);
    this.frame.append(drawer, bar, this.mapPlace, this.timePlace, this.results);
    refill(into, el("h1", { class: "unseen" }, "Explore the events"), this.frame);
    walkByKeys(this.results);
    this.more.addEventListener("click", () => void this.loadMore().catch(complain));
    this.list.addEventListener("click", (click) => this.select(click));
    this.table.addEventListener("click", (click) => this.select(click));
    new IntersectionObserver(([end]) => {
      if (end?.isIntersecting && this.cursor) void this.loadMore().catch(complain);
    }).observe(this.more);
  }

  async update(state: State): Promise<void> {
    this.state = state;
    this.frame.dataset.view = state.view;
    this.frame.toggleAttribute("data-picked", state.selected !== "");
    this.panel.show(state);
    showChips(this.chips, state.q);
    this.drawTools();
    const another = state.q !== this.shownQ;
    // A link to an event brings it into view, unless it says where the map is.
    const linked = this.shownQ === null && state.at === null;
    const mapped = state.view === "map" ? this.showMap(state) : null;
    // What goes wrong for a state that another has followed by then concerns nobody.
    mapped?.catch(() => undefined);
    if (another) await this.search(state.q);
    else if (state.order !== this.shownOrder) await this.loadRows(this.asking.signal);
    else if (this.unsorted()) await this.loadToSort();
    if (this.state !== state) return;
    this.drawRows();
    await this.showBeside(state.selected);
    const map = await mapped;
    const chosen = this.rows.find(({ id }) => id === state.selected);
    if (chosen && (linked || !another)) await map?.find(chosen.longitude, chosen.latitude);
  }

  close(): void {
    this.asking.abort();
    void this.map?.then((map) => map.close());
  }

  private async search(q: string): Promise<void> {
    this.asking.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    this.frame.setAttribute("aria-busy", "true");
    void Promise.all([this.loadFacets(q, signal), this.loadTime(q, signal)]).catch((fault) => {
      if (!refusedFilter(fault)) complain(fault);
    });
    try {
      const [summary] = await Promise.all([this.api.summary(q, signal), this.loadRows(signal)]);
      this.shownQ = q;
      this.events = summary.events;
      this.panel.refuse(null);
      this.totals.show(summary);
      refill(this.found, this.foundWords());
      this.drawTools();
    } catch (fault) {
      if (!refusedFilter(fault)) throw fault;
      this.panel.refuse(fault.message);
    } finally {
      if (!signal.aborted) this.frame.removeAttribute("aria-busy");
    }
  }

  private async loadRows(signal: AbortSignal): Promise<void> {
    const { q, order } = this.state;
    const { rows, cursor } = await this.api.events({ q, order, limit: PAGE }, signal);
    this.rows = rows;
    this.cursor = cursor;
    this.shownOrder = order;
    if (this.unsorted()) await this.loadToSort();
  }

  private async loadFacets(q: string, signal: AbortSignal): Promise<void> {
    const { facets } = await this.api.facets({ q }, signal);
    this.panel.facets.show(facets, q);
  }

  private async loadTime(q: string, signal: AbortSignal): Promise<void> {
    const [timeline, { TimeChart }] = await Promise.all([
      this.api.timeline(undated(q), signal),
      import("./timeline"),
    ]);
    if (!this.time) {
      this.time = new TimeChart();
      this.timePlace.append(this.time.place);
    }
    if (!signal.aborted) this.time.show(timeline);
  }

  private async loadMore(limit = PAGE): Promise<void> {
    const { cursor } = this;
    if (!cursor) return;
    this.cursor = null;
    const { q, order } = this.state;
    const next = await this.api.events({ q, order, after: cursor, limit }, this.asking.signal);
    this.rows = [...this.rows, ...next.rows];
    this.cursor = next.cursor;
    this.drawRows();
  }

  private unsorted(): boolean {
    const sorts = this.state.view === "table" && sorting(this.state) !== null;
    return sorts && this.cursor !== null && this.rows.length < SORTED;
  }

  private async loadToSort(): Promise<void> {
    await this.loadMore(SORTED - this.rows.length);
  }

  private drawRows(): void {
    const { view, selected, columns, more } = this.state;
    const table = view === "table" && this.rows.length > 0;
    this.more.hidden = this.cursor === null;
    this.list.hidden = table;
    this.table.hidden = !table;
    // A list that only grew, or in which only another event is picked out, is not made anew.
    const grown =
      !table && this.drawn.length > 0 && this.drawn.every((row, at) => row === this.rows[at]);
    if (table) {
      const look = [view, columns.join(), more.sort].join();
      if (look !== this.look || this.drawn !== this.rows)
        showTable(this.table, this.rows, this.state);
      this.look = look;
    } else if (this.rows.length) showRows(this.list, this.rows, grown ? this.drawn.length : 0);
    else showNone(this.list);
    this.drawn = this.rows;
    markSelected(table ? this.table : this.list, selected);
    refill(this.found, this.foundWords());
  }

  private foundWords(): string {
    const shown = figure(this.rows.length);
    const of = this.rows.length < this.events ? `, ${shown} loaded` : "";
    const part = this.state.view === "table" && sorting(this.state) && this.cursor;
    const sorted = part ? `. Sorted: only the ${shown} loaded; narrow the filter to sort all` : "";
    return `${counted(this.events, "event")}${of}${sorted}`;
  }

  /** Return the map once it shows what was found; null where something else is asked by then. */
  private async showMap(state: State): Promise<MapView | null> {
    this.map ??= this.openMap(state).catch((fault) => {
      this.map = null;
      throw fault;
    });
    try {
      const map = await this.map;
      if (this.state !== state) return null;
      await map.show(state);
      return map;
    } catch (fault) {
      if (refusedFilter(fault)) return null;
      throw fault;
    }
  }

  private async openMap(state: State): Promise<MapView> {
    const { MapView } = await import("./map");
    return MapView.open(this.api, state, this.mapPlace);
  }

  /** Show the card of the event that is picked out; a decision there changes what is found. */
  private async showBeside(id: string): Promise<void> {
    if (!id && !this.beside) return;
    this.beside ??= import("../pages/beside").then(({ Beside }) => {
      const made = new Beside(this.api, {
        around: (id) => this.around(id),
        pick: (id) => go({ selected: id }, { replace: true }),
        changed: () => this.searchAgain(),
      });
      this.frame.append(made.place);
      return made;
    });
    await (await this.beside).show(id);
  }

  private around(id: string): [string, string] {
    const at = this.rows.findIndex((row) => row.id === id);
    if (at < 0) return ["", ""];
    return [this.rows[at - 1]?.id ?? "", this.rows[at + 1]?.id ?? ""];
  }

  private async searchAgain(): Promise<void> {
    await this.search(this.state.q);
    this.drawRows();
  }

  private select(click: Event): void {
    const target = click.target instanceof Element ? click.target : null;
    if (target?.closest("a, button, summary") || getSelection()?.toString()) return;
    const id = target?.closest<HTMLElement>("[data-id]")?.dataset.id;
    if (id) go({ selected: id === this.state.selected ? "" : id }, { replace: true });
  }

  private drawTools(): void {
    const { view, order, q } = this.state;
    const views = VIEWS.map(([name, label]) =>
      el("a", { href: link({ view: name }), "aria-current": name === view && "true" }, label),
    );
    const sort = el("select", { "aria-label": "Order" });
    for (const [value, words] of [
      ["newest", "newest first"],
      ["oldest", "oldest first"],
    ] as const)
      sort.append(el("option", { value, selected: value === order }, words));
    sort.addEventListener("change", () =>
      go({ order: sort.value as State["order"], more: { sort: "" } }),
    );
    const exporting = () => void openExport(this.api, this.events).catch(complain);
    refill(
      this.tools,
      el("nav", { class: "views", "aria-label": "Views" }, ...views),
      sort,
      view === "table" && columnChoice(this.state),
      el("a", { class: "button", href: pageLink("searches", "", { save: "1" }) }, "Save search"),
      el("button", { type: "button", onclick: exporting }, "Export"),
    );
    this.tools.dataset.q = q;
  }
}

function refusedFilter(fault: unknown): fault is Refused {
  return fault instanceof Refused && fault.status === 400;
}
