/** Light or dark: as the system says until the reader chooses. */

import { el, refill } from "./dom";

const CHOICES = ["auto", "light", "dark"] as const;
const SIGNS = { auto: "◐", light: "☀", dark: "☾" };
type Theme = (typeof CHOICES)[number];

/** Return the button that goes through system, light, dark, and set what was chosen last. */
export function themeSwitch(): HTMLElement {
  const button = el("button", { type: "button", class: "plain theme" });
  const show = (theme: Theme) => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    const words = theme === "auto" ? "as the system" : theme;
    button.setAttribute("aria-label", `Colours: ${words}`);
    button.title = `Colours: ${words}`;
    refill(button, SIGNS[theme]);
    dispatchEvent(new Event("themechange"));
  };
  let current = remembered();
  button.addEventListener("click", () => {
    current = CHOICES[(CHOICES.indexOf(current) + 1) % CHOICES.length] ?? "auto";
    localStorage.setItem("theme", current);
    show(current);
  });
  show(current);
  return button;
}

/** Return a colour of the design as it is now, for what is drawn on a canvas. */
export function colour(name: string): string {
  const probe = document.body.appendChild(el("i", { hidden: true }));
  probe.style.color = `var(--${name})`;
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

/** Call a function when the colours change. Returns what stops it. */
export function onThemeChange(listener: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  addEventListener("themechange", listener);
  system.addEventListener("change", listener);
  return () => {
    removeEventListener("themechange", listener);
    system.removeEventListener("change", listener);
  };
}

function remembered(): Theme {
  const kept = localStorage.getItem("theme");
  return CHOICES.find((one) => one === kept) ?? "auto";
}
