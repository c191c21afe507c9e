/** Every page by the name it has in the address. Each is loaded when it is first opened. */

import type { Page } from "./page";

export const PAGES: Record<string, () => Promise<Page>> = {
  explore: () => import("../explore/index"),
};

/** The pages of the menu, in its order: name and label. */
export const MENU: [name: string, label: string][] = [["explore", "Explore"]];
