// Where the boxes and arrows of an attribution chain stand. Pure: the drawing is in chain_picture.

/** One source of a chain: who it is, and what it does ("reports", "denies"). */
export interface Link {
  name: string;
  does: string;
  stance: string;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  words: string;
  /** The name in full, where `words` had to be cut. */
  whole: string;
  stance: string;
  kind: "outlet" | "source" | "claim";
}

export interface Arrow {
  fromX: number;
  fromY: number;
  toX: number;
  toY: number;
  words: string;
  wordsX: number;
  wordsY: number;
  stance: string;
}

export interface Layout {
  width: number;
  height: number;
  across: boolean;
  boxes: Box[];
  arrows: Arrow[];
}

export type Measure = (words: string, strong: boolean) => number;

export const BOX_HEIGHT = 28;
const PADDING = 10;
const WIDEST = 240;
const HEAD = 30;
const STEP_DOWN = 30;
const EDGE = 1;

/**
 * Lay out a chain from the outlet to the claim, in one row where it fits and else from top to
 * bottom. Widths and positions are in CSS pixels.
 */
export function layChain(
  links: readonly Link[],
  claim: string,
  available: number,
  measure: Measure,
): Layout {
  const boxes = boxesOf(links, claim, Math.min(WIDEST, available - 2 * EDGE), measure);
  const gaps = links.map((link) => measure(link.does, false) + HEAD);
  const needed = sum(boxes.map((box) => box.width)) + sum(gaps) + 2 * EDGE;
  return needed <= available
    ? layAcross(boxes, links, gaps, needed)
    : layDown(boxes, links, measure);
}

/** The chain as a sentence, for those who hear the page. */
export function chainSentence(links: readonly Link[], claim: string): string {
  const told = links.map((link) => `${link.name} ${link.does}`);
  return told.length ? `${told.join(", citing ")}: ${claim}` : claim;
}

/** Cut words to a width, with an ellipsis, between characters as readers see them. */
export function cut(words: string, width: number, measure: Measure): string {
  if (measure(words, true) <= width) return words;
  const letters = [...new Intl.Segmenter().segment(words)].map((part) => part.segment);
  while (letters.length > 1 && measure(`${letters.join("")}…`, true) > width) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

function boxesOf(links: readonly Link[], claim: string, widest: number, measure: Measure): Box[] {
  const sources = links.map((link, at) =>
    box(link.name, link.stance, at ? "source" : "outlet", widest, measure),
  );
  return [...sources, box(claim, links.at(-1)?.stance ?? "", "claim", widest, measure)];
}

function box(
  whole: string,
  stance: string,
  kind: Box["kind"],
  widest: number,
  measure: Measure,
): Box {
  const words = cut(whole, widest - 2 * PADDING, measure);
  const width = Math.min(widest, measure(words, true) + 2 * PADDING);
  return { left: EDGE, top: EDGE, width, words, whole, stance, kind };
}

function layAcross(boxes: Box[], links: readonly Link[], gaps: number[], width: number): Layout {
  const middle = EDGE + BOX_HEIGHT / 2;
  const arrows: Arrow[] = [];
  let left = EDGE;
  boxes.forEach((one, at) => {
    one.left = left;
    left += one.width + (gaps[at] ?? 0);
    const link = links[at];
    if (!link) return;
    const from = one.left + one.width;
    arrows.push({
      fromX: from,
      fromY: middle,
      toX: left,
      toY: middle,
      words: link.does,
      wordsX: (from + left - 6) / 2,
      wordsY: middle - 5,
      stance: link.stance,
    });
  });
  return { width, height: BOX_HEIGHT + 2 * EDGE, across: true, boxes, arrows };
}

function layDown(boxes: Box[], links: readonly Link[], measure: Measure): Layout {
  const arrows: Arrow[] = [];
  boxes.forEach((one, at) => {
    one.top = EDGE + at * (BOX_HEIGHT + STEP_DOWN);
    const link = links[at];
    if (!link) return;
    const [x, from] = [EDGE + 16, one.top + BOX_HEIGHT];
    arrows.push({
      fromX: x,
      fromY: from,
      toX: x,
      toY: from + STEP_DOWN,
      words: link.does,
      wordsX: x + 10,
      wordsY: from + STEP_DOWN / 2 + 4,
      stance: link.stance,
    });
  });
  const beside = links.map((link) => EDGE + 26 + measure(link.does, false));
  const width = Math.max(...boxes.map((one) => one.width + 2 * EDGE), ...beside);
  const height = boxes.length * BOX_HEIGHT + links.length * STEP_DOWN + 2 * EDGE;
  return { width, height, across: false, boxes, arrows };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
