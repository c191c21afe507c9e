/** A button that copies words, and says whether it could. */

import { el, refill } from "../dom";

export function copyButton(words: string, label: string): HTMLElement {
  const button = el("button", { type: "button", class: "small" }, label);
  const says = el("span", { role: "status", class: "quiet" });
  button.addEventListener("click", () => {
    copied(words).then(
      () => refill(says, " Copied."),
      () => refill(says, " The browser does not allow copying: select the words instead."),
    );
  });
  return el("span", {}, button, says);
}

async function copied(words: string): Promise<void> {
  await navigator.clipboard.writeText(words);
}
