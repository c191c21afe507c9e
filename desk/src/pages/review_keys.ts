// Which key does what while reviewing.

export type Action =
  | "next"
  | "previous"
  | "accept"
  | "reject"
  | "edit"
  | "merge"
  | "split"
  | "undo"
  | "open"
  | "help";

/** The keys in the order in which the help lists them. */
export const KEYS: readonly { key: string; action: Action; says: string }[] = [
  { key: "j", action: "next", says: "next event" },
  { key: "k", action: "previous", says: "previous event" },
  { key: "a", action: "accept", says: "accept: the event stands as it is" },
  { key: "r", action: "reject", says: "reject: it is no event, or not told" },
  { key: "e", action: "edit", says: "edit a field" },
  { key: "m", action: "merge", says: "merge with another event" },
  { key: "s", action: "split", says: "split a claim off" },
  { key: "u", action: "undo", says: "undo the last decision" },
  { key: "o", action: "open", says: "open the event on its own page" },
  { key: "?", action: "help", says: "show or hide these keys" },
];

const ALSO: Record<string, Action> = { ArrowDown: "next", ArrowUp: "previous" };

export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/**
 * The action of a key, or null. Keys held with Ctrl, Alt or Meta stay with the browser, and so do
 * all keys while somebody is typing.
 */
export function actionOf(pressed: Pressed, typing: boolean): Action | null {
  if (typing || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  return KEYS.find((one) => one.key === key)?.action ?? ALSO[key] ?? null;
}

/** Whether keys typed into this element are text (or choose in it), not commands. */
export function takesKeys(element: {
  tagName: string;
  isContentEditable?: boolean;
  type?: string;
}): boolean {
  if (element.isContentEditable) return true;
  if (element.tagName === "INPUT")
    return !["button", "checkbox", "submit"].includes(element.type ?? "");
  return ["SELECT", "TEXTAREA"].includes(element.tagName);
}

/** The place after a step through a list that does not wrap round. -1 where the list is empty. */
export function stepped(at: number, by: 1 | -1, length: number): number {
  return Math.max(Math.min(at + by, length - 1), length ? 0 : -1);
}
