// Titles, names and outlets are written by strangers: none of it may ever run or break a page.
import assert from "node:assert/strict";
import { afterEach, beforeEach, it } from "node:test";
import { codedCase, mapDrawn, openDesk, serve } from "./desk.mjs";
import { closeDesk, served } from "./hooks.mjs";

const at = served(() => serve(codedCase("desk/tests/hostile.jsonl")));
let desk;

beforeEach(async () => {
  desk = await openDesk(at.browser, at.server);
});
afterEach(() => closeDesk(desk));

/** Open a page and all that it folds away, then see that nothing ran and nothing could. */
async function unharmed(search) {
  const { page } = desk;
  await page.goto(at.server.address + search);
  await page.waitForSelector("main h1", { state: "attached" });
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => {
    for (const hidden of document.querySelectorAll("main details")) hidden.open = true;
  });
  const dangerous = await page.evaluate(() =>
    [
      ...document.querySelectorAll(
        "main a[href], main iframe, main script, main [onclick], main [onerror]",
      ),
    ]
      .filter(
        (one) => !(one instanceof HTMLAnchorElement) || /^\s*(javascript|data):/i.test(one.href),
      )
      .map((one) => one.outerHTML),
  );
  assert.deepEqual(dangerous, []);
}

for (const view of ["map", "cards", "table"])
  it(`Explore shows hostile words as words in the ${view}`, async () => {
    await unharmed(view === "map" ? "" : `?view=${view}`);
    if (view === "map") await mapDrawn(desk.page);
    assert.match(await desk.page.textContent("main"), /<script>alert\('name'\)<\/script>|Front/);
  });

for (const page of ["review", "actor", "network", "trend", "article", "add", "searches", "method"])
  it(`the page ${page} shows hostile words as words`, () => unharmed(`?page=${page}`));

it("pages about one thing show hostile words as words", async () => {
  const ids = await desk.page.evaluate(async () => {
    const rows = async (of) => (await (await fetch(`api/${of}`)).json()).rows.map(({ id }) => id);
    return { events: await rows("events"), articles: await rows("articles") };
  });
  assert.ok(ids.events.length && ids.articles.length === 3);
  for (const id of ids.events) {
    await unharmed(`?page=event&id=${id}`);
    await unharmed(`?page=compare&id=${id}`);
  }
  for (const id of ids.articles) {
    await unharmed(`?page=article&id=${id}`);
    assert.match(await desk.page.textContent("main"), /alert|XXXX/);
  }
});

it("a hostile filter in the address is shown and refused as words", async () => {
  const q = `"><img src=x onerror=alert(9)>`;
  await unharmed(`?view=cards&q=${encodeURIComponent(q)}&columns=__proto__&page=explore`);
  assert.equal(await desk.page.inputValue("#q"), q);
});
