/** What a page of the desk is. */

import type { Api } from "../api";
import { type Child, refill } from "../dom";
import type { State } from "../router";

/** What a page may keep up while it is shown. */
export interface Shown {
  /** The address changed and the page is still this one; without it the page is made anew. */
  update?(state: State): void | Promise<void>;
  /** Another page follows: stop listening, end requests. */
  close?(): void;
}

/** What a page shows of one thing, and the name of that in the title of the window. */
export interface Drawn {
  name: string;
  parts: Child[];
}

/** Put what was drawn into its place. */
export function put(into: HTMLElement, { name, parts }: Drawn): void {
  document.title = `${name} · khabar`;
  refill(into, ...parts);
}

export interface Page {
  title: string;
  /** Fill `into`. What is returned keeps it current. */
  render(into: HTMLElement, state: State, api: Api): Shown | Promise<Shown>;
}
