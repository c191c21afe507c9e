/** Links to a part of the page that is open; the address stays, so that nothing is drawn anew. */

import "../styles/pages/marks.css";
import { el } from "../dom";

/** Return a link that shows and focuses the element with that id. */
export function jumpLink(id: string, words: string): HTMLElement {
  return el(
    "a",
    {
      href: `#${id}`,
      onclick: (click) => {
        click.preventDefault();
        jump(id);
      },
    },
    words,
  );
}

/** Open what hides the element, scroll to it, mark it and give it the focus. */
export function jump(id: string): void {
  const target = document.getElementById(id);
  if (!target) return;
  for (let at: Element | null = target; at; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) at.open = true;
  }
  for (const one of document.querySelectorAll(".arrived")) one.classList.remove("arrived");
  target.classList.add("arrived");
  target.scrollIntoView({ block: "start" });
  target.focus({ preventScroll: true });
}
