/** Every page by the name it has in the address. Each is loaded when it is first opened. */

import type { Page } from "./page";

export const PAGES: Record<string, () => Promise<Page>> = {
  explore: () => import("../explore/index"),
  event: () => import("./event"),
  compare: () => import("./compare"),
  actor: () => import("./actor"),
  actors: () => import("./actor"),
  network: () => import("./network"),
  trend: () => import("./trend"),
  article: () => import("./article"),
  articles: () => import("./article"),
  review: () => import("./review"),
  add: () => import("./add"),
  searches: () => import("./searches"),
  method: () => import("./method"),
};

/** The pages of the menu, in its order: name and label. */
export const MENU: [name: string, label: string][] = [
  ["explore", "Explore"],
  ["review", "Review"],
  ["actors", "Actors"],
  ["network", "Network"],
  ["trend", "Trend"],
  ["articles", "Articles"],
  ["add", "Add"],
  ["searches", "Searches"],
  ["method", "Method"],
];
