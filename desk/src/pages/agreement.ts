/** How far two analysts agree, measured over what both decided. */

import type { Api } from "../api";
import { append, el, refill } from "../dom";
import { complain } from "../notice";
import type { Agreement, AgreementAnswer } from "../server";
import { counted } from "../words";
import { rounded } from "./figures";

/** Return a fold that asks for the agreement when it is opened. */
export function agreement(api: Api): HTMLElement {
  const place = el("div", {});
  const ask = async (one?: string, other?: string) => {
    const found = await api.get<AgreementAnswer>("api/agreement", { one, other });
    refill(place, ...shown(found, one, other, (a, b) => void ask(a, b).catch(complain)));
  };
  const fold = el(
    "details",
    { class: "agreement" },
    el("summary", {}, "Agreement of analysts"),
    place,
  );
  fold.addEventListener("toggle", () => {
    if (fold.open) ask().catch(complain);
  });
  return fold;
}

function shown(
  found: AgreementAnswer,
  one: string | undefined,
  other: string | undefined,
  ask: (one: string, other: string) => void,
): HTMLElement[] {
  if (found.analysts.length < 2) {
    return [
      el("p", {}, "Agreement can be measured once two analysts have judged the same events."),
    ];
  }
  const [first, second] = [one ?? found.analysts[0] ?? "", other ?? found.analysts[1] ?? ""];
  const [left, right] = [chooser(found.analysts, first), chooser(found.analysts, second)];
  for (const select of [left, right]) {
    select.addEventListener("change", () => ask(left.value, right.value));
  }
  return [
    el(
      "p",
      { class: "actions" },
      el("label", { class: "inline" }, "One", left),
      el("label", { class: "inline" }, "other", right),
    ),
    el(
      "p",
      {},
      `Both judged ${counted(found.agreement.both, "event or claim", "events or claims")}.`,
    ),
    el("p", {}, kappaWords(found.agreement.kappa)),
    el("p", {}, alphaWords(found.agreement)),
  ];
}

function chooser(analysts: readonly string[], now: string): HTMLSelectElement {
  const select = el("select", {});
  append(select, ...analysts.map((name) => el("option", { value: name }, name)));
  select.value = now;
  return select;
}

function kappaWords(kappa: number | null): string {
  if (kappa === null) return "Cohen's kappa of these two: cannot be measured on what both judged.";
  return `Cohen's kappa of these two: ${rounded(kappa)} (1: always agree, 0: as by chance).`;
}

function alphaWords({ alpha, low, high, items }: Agreement): string {
  if (alpha === null) return "Krippendorff's alpha of all analysts: cannot be measured yet.";
  const interval =
    low !== null && high !== null ? ` (interval ${rounded(low)} to ${rounded(high)})` : "";
  return `Krippendorff's alpha of all analysts over ${counted(items, "item")}: ${rounded(alpha)}${interval}.`;
}
