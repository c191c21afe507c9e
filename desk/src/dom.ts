/** Makes elements. Text only ever becomes text nodes: nothing here parses HTML. */

export type Child = Node | string | number | null | undefined | false;
type Listener = (event: Event) => void;
type Value = string | number | boolean | null | undefined | Listener;
export type Attributes = Record<string, Value>;

const SVG = "http://www.w3.org/2000/svg";

/** Return an element. An attribute that is a function listens; null, undefined, false leave out. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  return filled(document.createElement(tag), attributes, children);
}

/** Return an SVG element, by the same rules as `el`. */
export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[Tag] {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

/** Put children at the end of an element, strings and numbers as text. */
export function append(into: Element, ...children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    into.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** Put children in the place of all that an element holds. */
export function refill(into: Element, ...children: Child[]): void {
  into.replaceChildren();
  append(into, ...children);
}

/** Return words whose writing direction is worked out from themselves: names, titles, quotes. */
export function said(words: string, attributes: Attributes = {}): HTMLElement {
  return el("bdi", { dir: "auto", ...attributes }, words);
}

function filled<Kind extends Element>(made: Kind, attributes: Attributes, children: Child[]): Kind {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(name.replace(/^on/, ""), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  append(made, ...children);
  return made;
}
