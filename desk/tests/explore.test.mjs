// Explore as an analyst uses it, over a case coded from the examples.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { codedCase, mapDrawn, openBrowser, openDesk, serve } from "./desk.mjs";

let server;
let browser;
let desk;
let page;

before(async () => {
  server = await serve(codedCase("examples"));
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  server?.stop();
});
/** Open Explore before each test; without the map where the test is not about it, to be quick. */
const starting = (search) =>
  beforeEach(async () => {
    desk = await openDesk(browser, server, search);
    page = desk.page;
    await page.waitForSelector(".counters dd");
  });
afterEach(async () => {
  const faults = desk.faults();
  await desk.context.close();
  assert.deepEqual(faults, []);
});

const asked = () => new URL(page.url()).searchParams;
const total = async () => Number(await page.textContent(".counters dd"));
const search = async (q) => {
  await page.fill("#q", q);
  await page.press("#q", "Enter");
};
/** Wait until the counters stand at another number of events than before; return it. */
const totalAfter = async (deed) => {
  const before = await page.textContent(".counters dd");
  await deed();
  await page.waitForFunction((old) => {
    const busy = document.querySelector(".explore[aria-busy]");
    return !busy && document.querySelector(".counters dd")?.textContent !== old;
  }, before);
  return total();
};

describe("what is found", () => {
  starting("?view=cards");

  it("is counted, listed and told to screen readers", async () => {
    const events = await total();
    assert.ok(events > 20);
    assert.equal(await page.locator(".event").count(), Math.min(events, 60));
    assert.match(await page.textContent(".found"), new RegExp(`^${events} events`));
    assert.equal(await page.getAttribute(".found", "aria-live"), "polite");
  });

  it("says not stated where no source gives a toll, and never 0", async () => {
    const tolls = await page.locator(".event .harm").allTextContents();
    assert.ok(tolls.some((words) => words.includes("killed not stated")));
    assert.ok(!tolls.some((words) => /killed 0\b/.test(words)));
  });

  it("is marked as read by the machine until an analyst agrees", async () => {
    assert.ok((await page.locator(".event .badge", { hasText: "machine" }).count()) > 0);
    const style = await page
      .locator(".sentence .machine")
      .first()
      .evaluate((one) => {
        return getComputedStyle(one).fontStyle;
      });
    assert.equal(style, "italic");
  });

  it("is opened by its sentence", async () => {
    const sentence = await page.locator(".event .sentence").first().textContent();
    await page.locator(".event .sentence").first().click();
    await page.waitForSelector(".page-event h1");
    assert.equal(asked().get("page"), "event");
    assert.ok((await page.textContent("main")).includes(sentence));
  });

  it("is walked through by arrow keys", async () => {
    await page.locator(".event .sentence").first().focus();
    await page.keyboard.press("ArrowDown");
    const at = await page.evaluate(() => {
      const rows = [...document.querySelectorAll(".event")];
      return rows.indexOf(document.activeElement.closest(".event"));
    });
    assert.equal(at, 1);
  });
});

describe("a filter", () => {
  starting("?view=cards");

  it("narrows what is found, stands in the address and as a chip", async () => {
    const all = await total();
    const some = await totalAfter(() => search("killed>=5"));
    assert.ok(some > 0 && some < all);
    assert.equal(asked().get("q"), "killed>=5");
    assert.equal(await totalAfter(() => page.click(".chip")), all);
    assert.equal(asked().get("q"), null);
  });

  it("that cannot be read is refused in the server's words, and what was found stays", async () => {
    const events = await total();
    await search("kiled>=5");
    await page.waitForSelector("#q-wrong:not([hidden])");
    assert.match(await page.textContent("#q-wrong"), /killed/);
    assert.equal(await page.getAttribute("#q", "aria-invalid"), "true");
    assert.equal(await total(), events);
  });

  it("is set by fields for the toll, the place and the time", async () => {
    await totalAfter(async () => {
      await page.fill("#killed", "10");
      await page.press("#killed", "Tab");
    });
    assert.equal(asked().get("q"), "killed>=10");
    await totalAfter(() => page.selectOption("#precision", "admin2"));
    assert.equal(asked().get("q"), "killed>=10 precision:exact,near,admin2");
    await totalAfter(async () => {
      await page.getByLabel("First day, month or year").fill("2024-02");
      await page.keyboard.press("Tab");
    });
    assert.match(asked().get("q"), /from:2024-02$/);
  });

  it("by a facet finds as many as the facet counts", async () => {
    const row = page.locator(".facet", { hasText: "Country" }).locator("li").first();
    const count = Number(await row.locator(".count").textContent());
    assert.equal(await totalAfter(() => row.locator("input").check()), count);
    assert.match(asked().get("q"), /^country:/);
    await page.waitForFunction(() => document.querySelector(".facet input:checked"));
  });

  it("that nothing fits says so", async () => {
    assert.equal(await totalAfter(() => search("zzzunheardof")), 0);
    assert.match(await page.textContent(".none"), /No event fits/);
  });

  it("is answered on the same page while the first map is still on its way", async () => {
    let send;
    const wanted = new Promise((now) => {
      send = now;
    });
    await page.route("**/api/map*", async (asked) => {
      await wanted;
      await asked.continue();
    });
    await page.goto(server.address);
    await page.waitForSelector(".counters dd");
    const frame = await page.$(".explore");
    await totalAfter(() => search("killed>=5"));
    assert.ok(await frame.evaluate((one) => one.isConnected));
    send();
    await mapDrawn(page);
  });
});

describe("the map", () => {
  starting("");

  it("draws places and areas, and says what it cannot show", async () => {
    await mapDrawn(page);
    assert.ok(Number(await page.getAttribute(".map", "data-points")) > 0);
    assert.ok(Number(await page.getAttribute(".map", "data-areas")) > 0);
    assert.match(await page.textContent(".map figcaption"), /\d+ events? not on the map/);
    assert.ok((await harmPixels(page)) > 200);
  });

  it("keeps its position in the address through a reload", async () => {
    await mapDrawn(page);
    await page.locator(".maplibregl-canvas").focus();
    await page.keyboard.press("=");
    await page.waitForFunction(() => location.search.includes("at="));
    await mapDrawn(page);
    const at = asked().get("at");
    await page.reload();
    await mapDrawn(page);
    assert.equal(asked().get("at"), at);
  });

  it("leads to the events that have no place", async () => {
    const words = await page.locator(".map figcaption button", { hasText: "not on the map" });
    const missing = Number.parseInt(await words.textContent(), 10);
    assert.equal(await totalAfter(() => words.click()), missing);
  });
});

describe("the time", () => {
  starting("?view=cards");

  it("is picked by dragging over it, and let go again", async () => {
    const all = await total();
    const box = await page.locator(".brush").boundingBox();
    const some = await totalAfter(async () => {
      await page.mouse.move(box.x + box.width * 0.1, box.y + 30);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.4, box.y + 30, { steps: 5 });
      await page.mouse.up();
    });
    assert.ok(some > 0 && some < all);
    assert.match(asked().get("q"), /^from:\d{4}-\d\d to:\d{4}-\d\d$/);
    await page.waitForSelector(".brush .range:not([hidden])");
    assert.equal(await totalAfter(() => page.click(".brush .clear")), all);
  });

  it("is picked by keys", async () => {
    await page.waitForSelector(".brush .handle");
    await page.locator(".brush .handle-first").focus();
    await totalAfter(async () => {
      for (let step = 0; step < 20; step += 1) await page.keyboard.press("ArrowRight");
    });
    assert.match(asked().get("q"), /^from:/);
  });
});

describe("the table", () => {
  starting("?view=table");

  it("is sorted by a column; what is not stated comes last both ways", async () => {
    const figures = () => page.locator("table.rows tbody tr").allTextContents();
    await page.getByRole("button", { name: "Killed" }).click();
    await page.waitForSelector('th[aria-sort="descending"]:has-text("Killed")');
    assert.equal(asked().get("sort"), "killed-down");
    const down = await figures();
    await page.getByRole("button", { name: "Killed" }).click();
    await page.waitForSelector('th[aria-sort="ascending"]:has-text("Killed")');
    const up = await figures();
    assert.notEqual(down[0], up[0]);
    assert.match(down.at(-1), /not stated/);
    assert.match(up.at(-1), /not stated/);
  });

  it("has the columns that were chosen", async () => {
    await page.locator(".columns summary").click();
    await page.getByLabel("Outlets", { exact: true }).check();
    await page.waitForSelector('th:has-text("Outlets")');
    assert.match(asked().get("columns"), /outlets/);
  });
});

describe("an export", () => {
  starting("?view=cards");

  it("holds exactly what is found, after saying what it loses", async () => {
    const some = await totalAfter(() => search("killed>=10"));
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByLabel("Format").selectOption("geojson");
    await page.waitForSelector(".losses table");
    assert.match(await page.textContent(".export h2"), new RegExp(`${some} events`));
    const coming = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download" }).click();
    const file = await (await coming).path();
    const { features } = JSON.parse(readFileSync(file, "utf8"));
    assert.equal(features.length, some);
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
  });
});

describe("the event picked out", () => {
  starting("?view=cards");

  it("is shown beside the list, and put away", async () => {
    const event = page.locator(".event").first();
    const line = await event.locator("h3").textContent();
    await event.locator(".kicker").click();
    await page.waitForSelector(".beside .event-card");
    assert.equal(await page.locator(".beside h2").first().textContent(), line);
    await page.locator(".beside .event-card").press("Escape");
    await page.locator(".beside").waitFor({ state: "hidden" });
    assert.equal(asked().get("selected"), null);
  });
});

describe("the address", () => {
  starting("?view=cards");

  it("brings back everything after a reload", async () => {
    const some = await totalAfter(() => search("killed>=1"));
    await page.locator(".event").nth(1).locator(".kicker").click();
    await page.waitForSelector(".selected");
    const id = await page.locator(".selected").getAttribute("data-id");
    await page.reload();
    await page.waitForSelector(`.selected[data-id="${id}"]`);
    await page.waitForSelector(".beside .event-card");
    assert.equal(await total(), some);
    assert.equal(await page.inputValue("#q"), "killed>=1");
    assert.equal(await page.locator('.views [aria-current="true"]').textContent(), "Cards");
  });

  it("goes back step by step", async () => {
    const all = await total();
    await totalAfter(() => search("killed>=1"));
    await page.getByRole("link", { name: "Table" }).click();
    await page.waitForSelector("table.rows td");
    await page.goBack();
    await page.waitForSelector("ul.rows .event");
    assert.equal(asked().get("q"), "killed>=1");
    assert.equal(await totalAfter(() => page.goBack()), all);
    assert.equal(await page.inputValue("#q"), "");
  });
});

/** Count pixels of the map in the colour of harm. */
async function harmPixels(page) {
  const picture = (await page.locator(".map .canvas").screenshot()).toString("base64");
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    let found = 0;
    for (let at = 0; at < data.length; at += 4)
      if (data[at] > 130 && data[at + 1] < 110 && data[at + 2] < 110) found += 1;
    return found;
  }, picture);
}
