// Light and dark, narrow and wide, readable by everybody, on every page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { codedCase, mapDrawn, openBrowser, openDesk, serve } from "./desk.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const VIEWS = ["", "?view=cards", "?view=table"];
const PAGES = ["review", "actor", "network", "trend", "article", "add", "searches", "method"];
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let server;
let browser;

before(async () => {
  server = await serve(codedCase("examples"));
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  server?.stop();
});

/** Open a page, wait for what it shows, look at it, close it; nothing may have gone wrong. */
async function look(search, how, deed) {
  const desk = await openDesk(browser, server, search, how);
  await settled(desk.page, search);
  await deed(desk.page);
  const faults = desk.faults();
  await desk.context.close();
  assert.deepEqual(faults, []);
}

async function settled(page, search) {
  if (search === "") await mapDrawn(page);
  await page.waitForSelector("main h1", { state: "attached" });
  await page.waitForLoadState("networkidle");
}

async function firstIds(page) {
  return page.evaluate(async () => {
    const [event] = (await (await fetch("api/events?q=killed>=1")).json()).rows;
    const [article] = (await (await fetch("api/articles")).json()).rows;
    return [
      `?page=event&id=${event.id}`,
      `?page=compare&id=${event.id}`,
      `?page=article&id=${article.id}`,
    ];
  });
}

describe("every page", () => {
  for (const search of [...VIEWS, ...PAGES.map((name) => `?page=${name}`)])
    it(`${search || "the map"} is open to all, in light and dark, and fits a phone`, () =>
      look(search, {}, async (page) => {
        assert.deepEqual(await faultsOf(page), []);
        await page.emulateMedia({ colorScheme: "dark" });
        assert.deepEqual(await faultsOf(page), [], "in dark");
        await page.setViewportSize(PHONE.viewport);
        await fitsAcross(page);
      }));

  it("opens on a phone with the filters folded away", () =>
    look("", PHONE, async (page) => {
      await fitsAcross(page);
      assert.equal(await page.isVisible("#q"), false);
      await page.locator(".drawer > summary").tap();
      assert.equal(await page.isVisible("#q"), true);
      await fitsAcross(page);
    }));

  it("about one event or article has none either", () =>
    look("?view=cards", {}, async (page) => {
      for (const search of await firstIds(page)) {
        await page.goto(server.address + search);
        await settled(page, search);
        assert.deepEqual(await faultsOf(page), [], search);
      }
    }));
});

describe("the colours", () => {
  const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = (colour) =>
    colour
      .match(/\d+/g)
      .slice(0, 3)
      .every((one) => Number(one) > 200);

  it("follow the system", async () => {
    await look("?view=cards", { colorScheme: "light" }, async (page) =>
      assert.ok(light(await ground(page))),
    );
    await look("?view=cards", { colorScheme: "dark" }, async (page) =>
      assert.ok(!light(await ground(page))),
    );
  });

  it("are chosen by the switch and stay chosen", () =>
    look("?view=cards", { colorScheme: "light" }, async (page) => {
      await page.click(".theme");
      await page.click(".theme");
      assert.ok(!light(await ground(page)));
      await page.reload();
      await page.waitForSelector(".event");
      assert.ok(!light(await ground(page)));
    }));
});

describe("the keyboard", () => {
  it("goes first to a link past the menu, and every stop is seen", () =>
    look("?view=cards", {}, async (page) => {
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
      for (let stop = 0; stop < 30; stop += 1) {
        await page.keyboard.press("Tab");
        const outline = await page.evaluate(
          () => getComputedStyle(document.activeElement).outlineStyle,
        );
        assert.notEqual(
          outline,
          "none",
          await page.evaluate(() => document.activeElement.outerHTML),
        );
      }
    }));
});

async function fitsAcross(page) {
  const [needs, has] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(needs <= has, `${needs} px wide on a screen of ${has}`);
}

async function faultsOf(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}
