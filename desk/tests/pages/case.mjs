// A case of made-up articles, served, and what the tests of the pages do with it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { codedCase, serve } from "../desk.mjs";
import { ARTICLES } from "./articles.mjs";

/** Code the articles into a new case and serve it, with Mina as its analyst. */
export async function servedArticles() {
  const folder = mkdtempSync(join(tmpdir(), "khabar-articles-"));
  const file = join(folder, "articles.jsonl");
  writeFileSync(file, ARTICLES.map((one) => `${JSON.stringify(one)}\n`).join(""));
  const db = codedCase(file);
  rmSync(folder, { recursive: true });
  return serve(db, "--who", "Mina");
}

/** Ask the server as the page does. */
export function ask(page, path) {
  return page.evaluate(async (path) => (await fetch(path)).json(), path);
}

/** The events that a filter finds. */
export async function eventsOf(page, q) {
  return (await ask(page, `api/events?q=${encodeURIComponent(q)}`)).rows;
}

/** The one event that a filter finds. */
export async function onlyEvent(page, q) {
  const rows = await eventsOf(page, q);
  if (rows.length !== 1) throw new Error(`${q} finds ${rows.length} events, not one`);
  return rows[0];
}
