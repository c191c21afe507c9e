// The pages about one thing, as analysts use them, over a case coded from made-up articles.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HOSTILE } from "./articles.mjs";
import { ask, desk, eventsOf, go, onlyEvent, openEvent, page, usingCase } from "./case.mjs";

usingCase();

const HERAT = "type:ASSAULT place:Herat from:2023-04-26 to:2023-04-26";

describe("an event", () => {
  it("says who did what to whom, according to whom, and what its standing means", async () => {
    await openEvent(HERAT);
    assert.match(await page.textContent("h1"), /according to/);
    assert.match(await page.textContent(".kicker"), /machine.*no analyst has reviewed it/s);
    assert.match(await page.textContent(".grade-line"), /means: /);
    assert.match(await page.textContent(".essentials"), /26 April 2023.*known to the day/s);
    assert.match(await page.textContent(".essentials"), /Herat.*known/s);
  });

  it("keeps each figure with who gives it", async () => {
    await openEvent(HERAT);
    const rows = await page.locator(".readings tr").allTextContents();
    assert.ok(
      rows.some((row) => /12.*governor/s.test(row)),
      rows.join("\n"),
    );
    assert.ok(
      rows.some((row) => /9.*hospital doctor/s.test(row)),
      rows.join("\n"),
    );
  });

  it("draws for every claim who says so, and marks the words that it rests on", async () => {
    await openEvent(HERAT);
    const claims = await page.locator(".claim").count();
    assert.equal(
      await page.locator(".claim .chain svg[aria-label^='According to: ']").count(),
      claims,
    );
    const told = await page.locator(".claim .chain text").allTextContents();
    assert.ok(told.includes("Valley Post") && told.includes("hospital doctor"));
    assert.ok((await page.locator(".claim mark.m-claim").count()) >= claims);
    const harmed = await page.locator(".claim mark.m-harm").allTextContents();
    assert.match(harmed.join(""), /12 worshippers/);
    assert.equal(await page.locator(".legend li").count(), 7);
  });

  it("says why its claims are one, signal by signal", async () => {
    await openEvent(HERAT);
    await page.locator(".merged > summary").click();
    assert.ok((await page.locator(".merged .pair li").count()) > 3);
    assert.match(await page.locator(".merged .pair li .number").first().textContent(), /^[+−]\d/);
  });

  it("leads from a figure to its claim without leaving the page", async () => {
    const id = await openEvent(HERAT);
    await page.locator(".readings .links a").first().click();
    await page.waitForSelector(".claim.arrived");
    const focused = await page.evaluate(() => document.activeElement.id);
    assert.match(focused, /^claim-/);
    assert.equal(new URL(page.url()).searchParams.get("id"), id);
  });

  it("can be cited", async () => {
    await desk.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const id = await openEvent(HERAT);
    await page.getByRole("button", { name: "Copy the citation" }).click();
    await page.waitForFunction(() =>
      document.querySelector("main").textContent.includes("Copied."),
    );
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(copied.includes(id));
  });

  it("that does not exist is refused in a sentence", async () => {
    await go("?page=event&id=nosuchevent");
    await page.waitForSelector(".notice-wrong:not([hidden])");
    assert.match(await page.textContent(".notice-wrong"), /nosuchevent/);
  });
});

describe("a comparison", () => {
  it("has sources as columns and tells cells apart by words too", async () => {
    await openEvent(HERAT);
    await page.getByRole("link", { name: "Compare sources" }).click();
    await page.waitForSelector(".compare table");
    const heads = await page.locator(".compare thead th").allTextContents();
    assert.ok(heads.some((head) => head.includes("Valley Post")));
    assert.ok(heads.some((head) => head.includes("Desert Wire")));
    const killed = page.locator(".compare tbody tr", { hasText: "killed" }).first();
    assert.match(await killed.textContent(), /fits?: |differs: /);
    assert.match(await page.locator(".compare .cell-silent").first().textContent(), /silent/);
    const sticky = await page
      .locator(".compare tbody th")
      .first()
      .evaluate((head) => getComputedStyle(head).position);
    assert.equal(sticky, "sticky");
  });

  it("compares those who speak instead of articles", async () => {
    const { id } = await onlyEvent(page, HERAT);
    await go(`?page=compare&id=${id}`);
    await page.getByLabel("Columns are").selectOption("claimant");
    await page.waitForSelector(".compare thead th:has-text('hospital doctor')");
    assert.equal(new URL(page.url()).searchParams.get("by"), "claimant");
  });
});

describe("an actor", () => {
  it("is found by another of its names, with its aliases, dates and events", async () => {
    await go("?page=actors");
    await page.getByLabel("Find an actor by any of its names").fill("ISIS-K");
    await page.locator(".actors a", { hasText: "Islamic State Khorasan" }).first().click();
    await page.waitForSelector(".actor h2");
    assert.match(await page.textContent(".actor h2"), /Islamic State Khorasan/);
    assert.match(await page.textContent(".aliases"), /ISKP/);
    assert.match(await page.textContent(".statuses"), /since|until|at all times/);
    assert.match(await page.textContent(".actor .event-lines"), /Herat|mosque/);
    assert.match(await page.textContent(".relations"), /shelters/);
  });
});

describe("an article", () => {
  it("shows all its text, and a mark leads to the claim", async () => {
    await go("?page=articles");
    await page.locator(".articles a", { hasText: "Twelve killed" }).click();
    await page.waitForSelector(".text .block");
    assert.match(await page.textContent(".text"), /killing 12 worshippers, the governor said/);
    await page.locator(".mark-link", { hasText: /^12/ }).first().click();
    await page.waitForSelector(".arrived");
    assert.match(await page.textContent(".arrived"), /mosque/);
    await page.locator(".arrived a", { hasText: "its event" }).click();
    await page.waitForSelector(".event-card .claim.arrived");
  });
});

describe("the network", () => {
  it("draws the lines and lists the same ones", async () => {
    await go("?page=network");
    await page.waitForSelector(".network-canvas canvas");
    const rows = await page.locator(".edges tbody tr").allTextContents();
    assert.ok(rows.some((row) => /Pakistan.*shelters.*Islamic State Khorasan.*alleged/s.test(row)));
    await page.getByLabel("alleged").uncheck();
    await page.waitForFunction(
      () => !document.querySelector(".edges tbody")?.textContent.includes("shelters"),
    );
  });

  it("shows the claims behind a line", async () => {
    await go("?page=network");
    const row = page.locator(".edges tr", { hasText: "shelters" });
    await row.locator("summary").click();
    await row.locator("q").waitFor();
    assert.match(await row.locator("q").textContent(), /sheltering Islamic State Khorasan/);
  });
});

describe("a trend", () => {
  it("draws periods, says whether they changed, and warns", async () => {
    await go("?page=trend");
    await page.waitForSelector(".chart svg");
    assert.ok((await page.locator(".chart svg").count()) >= 3);
    assert.match(await page.textContent("[role=note]"), /reported in what was read/);
    assert.match(await page.textContent("main"), /interval|cannot be compared/);
    await page.locator(".figures-table summary").click();
    assert.match(await page.textContent(".figures-table"), /2023-04/);
    assert.ok(!(await page.textContent(".figures-table")).includes("null"));
  });

  it("is counted by another period", async () => {
    await go("?page=trend");
    await page.getByRole("combobox", { name: "Period" }).selectOption("day");
    await page.waitForSelector(".figures-table th:has-text('2023-05-03')", { state: "attached" });
  });
});

describe("the method", () => {
  it("is the documentation, page by page", async () => {
    await go("?page=method");
    await page.locator(".documents a", { hasText: "Merging" }).click();
    await page.waitForSelector(".document h1:has-text('Merging')");
    assert.ok((await page.locator(".document table").count()) > 0);
    assert.equal(new URL(page.url()).searchParams.get("id"), "merging");
  });
});

describe("hostile names and quotes", () => {
  it("stay words on every page", async () => {
    const rows = await eventsOf(page, "from:2023-05-05 to:2023-05-05");
    assert.ok(rows.length > 0);
    const { rows: articles } = await ask(page, "api/articles");
    const bad = articles.find((one) => one.outlet === HOSTILE);
    const pages = [
      `event&id=${rows[0].id}`,
      `compare&id=${rows[0].id}`,
      `article&id=${bad.id}`,
      "articles",
      "actors",
      "network",
      "trend",
      "review",
      "searches",
    ];
    for (const asked of pages) {
      await go(`?page=${asked}`);
      await page.waitForLoadState("networkidle");
      assert.equal(await page.locator("main img, main script").count(), 0, asked);
    }
  });

  it("are shown as they were written", async () => {
    const rows = await eventsOf(page, "from:2023-05-05 to:2023-05-05");
    await go(`?page=event&id=${rows[0].id}`);
    await page.waitForSelector(".event-card");
    assert.ok((await page.textContent("main")).includes(HOSTILE));
  });
});
