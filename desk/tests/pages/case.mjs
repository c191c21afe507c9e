// A case of made-up articles, served, and what the tests of the pages do with it.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "node:test";
import { codedCase, openDesk, serve } from "../desk.mjs";
import { closeDesk, served } from "../hooks.mjs";
import { ARTICLES } from "./articles.mjs";

/** The desk before the test that runs, and its page. */
export let desk;
export let page;
let server;

/** Serve one case to all tests of a file, each with a page of its own on which nothing goes wrong. */
export function usingCase() {
  const at = served(servedArticles);
  beforeEach(async () => {
    server = at.server;
    desk = await openDesk(at.browser, server, "?page=method");
    page = desk.page;
  });
  afterEach(async () => {
    const ran = await page.evaluate(() => window.ran ?? null);
    await closeDesk(desk);
    assert.equal(ran, null, "words of an article ran as a script");
  });
}

/** Go to an address of the desk. */
export function go(search) {
  return page.goto(server.address + search);
}

/** Open the page of the one event that a filter finds; return its id. */
export async function openEvent(q) {
  const { id } = await onlyEvent(page, q);
  await go(`?page=event&id=${id}`);
  await page.waitForSelector(".event-card");
  return id;
}

/** Code the articles into a new case and serve it, with Mina as its analyst. */
async function servedArticles() {
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
