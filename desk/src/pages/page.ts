/** What a page of the desk is. */

import type { Api } from "../api";
import type { State } from "../router";

/** What a page may keep up while it is shown. */
export interface Shown {
  /** The address changed and the page is still this one; without it the page is made anew. */
  update?(state: State): void | Promise<void>;
  /** Another page follows: stop listening, end requests. */
  close?(): void;
}

export interface Page {
  title: string;
  /** Fill `into`. What is returned keeps it current. */
  render(into: HTMLElement, state: State, api: Api): Shown | Promise<Shown>;
}
