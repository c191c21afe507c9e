// How the cells of a comparison are told apart: by a sign and a word, never by colour alone.

export type Standing = "agrees" | "fits" | "differs" | "alone" | "silent" | "not compared";

export interface Sign {
  sign: string;
  word: string;
  means: string;
}

export const SIGNS: Record<Standing, Sign> = {
  agrees: { sign: "=", word: "agrees", means: "agrees with all who speak of it" },
  fits: { sign: "≈", word: "fits", means: "looser or other words that exclude nothing" },
  differs: { sign: "≠", word: "differs", means: "what can hold together bears one letter" },
  alone: { sign: "1", word: "alone", means: "the only source that speaks of it" },
  silent: { sign: "–", word: "silent", means: "says nothing of it" },
  "not compared": { sign: "", word: "", means: "shown beside one another, not compared" },
};

const TOGETHER: Record<string, string> = {
  agree: "= agree",
  fit: "≈ fit",
  differ: "≠ differ",
  "one speaks": "1 one speaks",
  "none speaks": "– none speaks",
};

/** What stands under the name of a row: whether its sources agree. */
export function rowWords(standing: string): string {
  return TOGETHER[standing] ?? "";
}

export interface Told {
  words: string;
  /** The letter that is shared by all that can hold together; empty unless sources differ. */
  version: string;
}

/** Pair each thing that a cell says with its letter. */
export function told(words: readonly string[], versions: readonly string[]): Told[] {
  return words.map((one, at) => ({ words: one, version: versions[at] ?? "" }));
}

/** The fields on which sources differ, as a sentence. */
export function differing(rows: readonly { field: string; standing: string }[]): string {
  const fields = rows.filter((row) => row.standing === "differ").map((row) => row.field);
  return fields.length
    ? `Sources differ on: ${fields.join(", ")}.`
    : "Sources differ on nothing that can be compared.";
}
