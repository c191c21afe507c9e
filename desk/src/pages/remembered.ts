// What the browser remembers for an analyst: the name signed with, and the reasons given last.

/** The part of localStorage that is used, so that tests need no browser. */
export interface Memory {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const NAME = "khabar.analyst";
const REASONS = "khabar.reasons";
export const MOST_REASONS = 8;

export function rememberedName(memory: Memory): string {
  return read(memory, NAME) ?? "";
}

export function rememberName(memory: Memory, name: string): void {
  write(memory, NAME, name.trim());
}

/** The reasons given last for a verdict, latest first. */
export function lastReasons(memory: Memory, verdict: string): string[] {
  return all(memory)[verdict] ?? [];
}

/** Put a reason first among those of its verdict; each is kept once. */
export function rememberReason(memory: Memory, verdict: string, reason: string): void {
  const given = reason.trim();
  if (!given) return;
  const kept = all(memory);
  const others = (kept[verdict] ?? []).filter((one) => one !== given);
  kept[verdict] = [given, ...others].slice(0, MOST_REASONS);
  write(memory, REASONS, JSON.stringify(kept));
}

function all(memory: Memory): Record<string, string[]> {
  try {
    return checked(JSON.parse(read(memory, REASONS) ?? "{}"));
  } catch {
    return {};
  }
}

function checked(found: unknown): Record<string, string[]> {
  if (typeof found !== "object" || found === null || Array.isArray(found)) return {};
  const lists = Object.entries(found).filter(
    (entry): entry is [string, string[]] =>
      Array.isArray(entry[1]) && entry[1].every((one) => typeof one === "string"),
  );
  return Object.fromEntries(lists);
}

// A browser may refuse storage (private windows): then nothing is remembered, and nothing breaks.
function read(memory: Memory, key: string): string | null {
  try {
    return memory.getItem(key);
  } catch {
    return null;
  }
}

function write(memory: Memory, key: string, value: string): void {
  try {
    memory.setItem(key, value);
  } catch {
    return;
  }
}
