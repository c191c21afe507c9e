/** What the reader looks at, kept whole in the address: a link, a reload and "back" restore it. */

export type View = "map" | "cards" | "table";
export type Order = "newest" | "oldest";

export interface Position {
  zoom: number;
  latitude: number;
  longitude: number;
}

export interface State {
  /** Which page is shown: a name of `pages/index.ts`. */
  page: string;
  /** What the page is about: the id of an event, article, actor; else empty. */
  id: string;
  /** The filter, in khabar's filter language. */
  q: string;
  view: View;
  order: Order;
  /** The event picked out in the list and on the map. */
  selected: string;
  /** Where the map stands; null: around all that is found. */
  at: Position | null;
  /** How one figure is made of several: a settlement rule, empty for the default. */
  rule: string;
  /** The columns of the table; empty for the default ones. */
  columns: string[];
  /** What only one page asks for, such as `by` of the comparison. */
  more: Record<string, string>;
}

export const START: State = {
  page: "explore",
  id: "",
  q: "",
  view: "map",
  order: "newest",
  selected: "",
  at: null,
  rule: "",
  columns: [],
  more: {},
};

const OWN = new Set(["page", "id", "q", "view", "order", "selected", "at", "rule", "columns"]);
const listeners = new Set<(state: State) => void>();

/** Return the state that an address (its part from "?") describes. Nonsense falls to the default. */
export function read(search: string): State {
  const asked = new URLSearchParams(search);
  const more: Record<string, string> = {};
  for (const [name, value] of asked) if (!OWN.has(name)) more[name] = value;
  const view = asked.get("view");
  return {
    page: asked.get("page") || START.page,
    id: asked.get("id") ?? "",
    q: asked.get("q") ?? "",
    view: view === "cards" || view === "table" ? view : "map",
    order: asked.get("order") === "oldest" ? "oldest" : "newest",
    selected: asked.get("selected") ?? "",
    at: position(asked.get("at")),
    rule: asked.get("rule") ?? "",
    columns: (asked.get("columns") ?? "").split(",").filter(Boolean),
    more,
  };
}

/** Return the address of a state: only what differs from the start is written. */
export function address(state: State): string {
  const asked = new URLSearchParams();
  const write = (name: string, value: string, usual = "") => {
    if (value !== usual) asked.set(name, value);
  };
  write("page", state.page, START.page);
  write("id", state.id);
  write("q", state.q);
  write("view", state.view, START.view);
  write("order", state.order, START.order);
  write("selected", state.selected);
  write("at", state.at ? written(state.at) : "");
  write("rule", state.rule);
  write("columns", state.columns.join(","));
  for (const [name, value] of Object.entries(state.more)) write(name, value);
  const words = asked.toString();
  return words ? `?${words}` : "./";
}

/** Return the state of the address that is open now. */
export function now(): State {
  return read(location.search);
}

/** Return a link to the present state with some changes. `more` is put beside what is there. */
export function link(changes: Partial<State>): string {
  return address(changed(now(), changes));
}

/** Return a link to another page, which keeps the filter and the rule. */
export function pageLink(page: string, id = "", more: Record<string, string> = {}): string {
  const { q, rule } = now();
  return address({ ...START, q, rule, page, id, more });
}

/** Change the address and tell all listeners. `replace` leaves no step for "back". */
export function go(changes: Partial<State>, { replace = false } = {}): void {
  open(link(changes), replace);
}

/** Open an address made by `link` or `pageLink`. */
export function open(target: string, replace = false): void {
  if (replace) history.replaceState(null, "", target);
  else history.pushState(null, "", target);
  tell();
}

/** Call a function at each change of the address. Returns what stops it. */
export function listen(listener: (state: State) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Let links inside the desk change the address without loading the page anew. */
export function start(): void {
  addEventListener("popstate", tell);
  document.addEventListener("click", (click) => {
    const anchor = click.target instanceof Element ? click.target.closest("a[href]") : null;
    const target = anchor?.getAttribute("href") ?? "";
    const plain = !click.button && !(click.metaKey || click.ctrlKey || click.shiftKey);
    if (!plain || click.defaultPrevented || anchor?.hasAttribute("download")) return;
    if (!target.startsWith("?") && target !== "./") return;
    click.preventDefault();
    open(target);
  });
}

function tell(): void {
  const state = now();
  for (const listener of listeners) listener(state);
}

function changed(state: State, changes: Partial<State>): State {
  return { ...state, ...changes, more: { ...state.more, ...changes.more } };
}

function position(words: string | null): Position | null {
  const [zoom, latitude, longitude] = (words ?? "").split("/").map(Number);
  if (zoom === undefined || latitude === undefined || longitude === undefined) return null;
  if (![zoom, latitude, longitude].every(Number.isFinite)) return null;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  return { zoom, latitude, longitude };
}

function written({ zoom, latitude, longitude }: Position): string {
  return `${zoom.toFixed(2)}/${latitude.toFixed(4)}/${longitude.toFixed(4)}`;
}
