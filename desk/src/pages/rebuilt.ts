/** Documentation comes as HTML: only the elements of plain text are made again, nothing else. */

import { el } from "../dom";

const KEPT = new Set([
  "A",
  "B",
  "BLOCKQUOTE",
  "BR",
  "CODE",
  "DD",
  "DL",
  "DT",
  "EM",
  "H1",
  "H2",
  "H3",
  "H4",
  "HR",
  "LI",
  "OL",
  "P",
  "PRE",
  "STRONG",
  "TABLE",
  "TBODY",
  "TD",
  "TH",
  "THEAD",
  "TR",
  "UL",
]);
const SILENT = new Set(["SCRIPT", "STYLE", "TEMPLATE", "IFRAME", "OBJECT", "NOSCRIPT"]);

/** Return the nodes of the HTML, made anew from a short list of elements, without attributes. */
export function rebuilt(html: string): Node[] {
  const found = new DOMParser().parseFromString(html, "text/html");
  return [...found.body.childNodes].flatMap(copied);
}

function copied(node: Node): Node[] {
  if (node instanceof Text) return [document.createTextNode(node.data)];
  if (!(node instanceof Element) || SILENT.has(node.tagName)) return [];
  const children = [...node.childNodes].flatMap(copied);
  if (!KEPT.has(node.tagName)) return children;
  const made = el(node.tagName.toLowerCase() as "p");
  made.append(...children);
  if (node.tagName === "A") lead(made, node.getAttribute("href") ?? "");
  if (node.tagName === "TABLE") return [scrolling(made)];
  return [made];
}

/** Links to other pages of the documentation stay here; what leads elsewhere stays words. */
function lead(made: HTMLElement, target: string): void {
  const page = /^(?:\.\/|docs\/)?([\w-]+)\.md(?:#.*)?$/.exec(target);
  if (page) made.setAttribute("href", `?page=method&id=${page[1]}`);
}

function scrolling(table: HTMLElement): HTMLElement {
  const looks = { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table" };
  return el("div", looks, table);
}
