/** Draws who says so: the outlet, whom it cites, and the claim, as boxes joined by what each does. */

import "../styles/pages/chain.css";
import { el, svg } from "../dom";
import {
  type Arrow,
  BOX_HEIGHT,
  type Box,
  chainSentence,
  type Layout,
  type Link,
  layChain,
} from "./chain_layout";

const DOUBTING = new Set(["denies", "alleges", "believes", "claims_responsibility"]);
const pen = document.createElement("canvas").getContext("2d");

/** Return the drawing; it is laid out anew when its width changes. */
export function chainPicture(links: readonly Link[], claim: string): HTMLElement {
  const place = el("div", { class: "chain" });
  let drawn = 0;
  const draw = (available: number) => {
    const width = Math.floor(available);
    if (width === drawn || width < 40) return;
    drawn = width;
    place.replaceChildren(picture(layChain(links, claim, width, measure), links, claim));
  };
  new ResizeObserver(([entry]) => entry && draw(entry.contentRect.width)).observe(place);
  return place;
}

function picture(layout: Layout, links: readonly Link[], claim: string): SVGElement {
  const { width, height, boxes, arrows } = layout;
  return svg(
    "svg",
    {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": `According to: ${chainSentence(links, claim)}`,
    },
    ...arrows.map((arrow) => drawnArrow(arrow, layout.across)),
    ...boxes.map(drawnBox),
  );
}

function drawnBox(box: Box): SVGElement {
  const [x, y] = [box.left + box.width / 2, box.top + BOX_HEIGHT / 2];
  return svg(
    "g",
    { class: `chain-${box.kind} ${tone(box.stance)}` },
    svg("title", {}, box.whole),
    svg("rect", { x: box.left, y: box.top, width: box.width, height: BOX_HEIGHT, rx: 5 }),
    svg("text", { x, y, dy: "0.34em", "text-anchor": "middle" }, box.words),
  );
}

function drawnArrow(arrow: Arrow, across: boolean): SVGElement {
  const { fromX, fromY, toX, toY } = arrow;
  const head = across ? `M${toX - 7} ${toY - 4}l7 4l-7 4` : `M${toX - 4} ${toY - 7}l4 7l4 -7`;
  return svg(
    "g",
    { class: `chain-arrow ${tone(arrow.stance)}` },
    svg("path", { d: `M${fromX} ${fromY}L${toX} ${toY}${head}` }),
    svg(
      "text",
      { x: arrow.wordsX, y: arrow.wordsY, "text-anchor": across ? "middle" : "start" },
      arrow.words,
    ),
  );
}

function tone(stance: string): string {
  return DOUBTING.has(stance) ? "chain-doubt" : "";
}

function measure(words: string, strong: boolean): number {
  if (!pen) return words.length * 7;
  pen.font = `${strong ? 600 : 400} ${strong ? 12.5 : 11.5}px ${fontOf()}`;
  return Math.ceil(pen.measureText(words).width) + 1;
}

function fontOf(): string {
  return getComputedStyle(document.body).fontFamily;
}
