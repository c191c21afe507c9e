// What an analyst changes: decisions, the review by keyboard, articles added, searches saved.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { NEWER, PASTED } from "./articles.mjs";
import { ask, eventsOf, go, onlyEvent, openEvent, page, usingCase } from "./case.mjs";

const HERAT = "type:ASSAULT place:Herat on:2023-04-26";
const KUNDUZ = "mode:explosives on:2023-05-03";
const GHAZNI = "type:ASSAULT place:Ghazni";

usingCase();

/** Give the reason that every decision needs, and wait until it has been carried out. */
const sign = async (reason) => {
  await page.locator("dialog input[name=why]").fill(reason);
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog", { state: "detached" });
};
const press = (name) => page.getByRole("button", { name, exact: true }).first().click();
const history = () => page.locator(".history").textContent();

describe("a decision", () => {
  it("is asked for its reason and its maker", async () => {
    await openEvent(KUNDUZ);
    await press("Accept");
    await page.keyboard.press("Enter");
    assert.match(await page.textContent("dialog .wrong"), /needs a reason/);
    assert.equal(await page.locator("dialog input[name=who]").inputValue(), "Mina");
    await page.locator("dialog input[name=who]").fill("");
    await page.locator("dialog input[name=why]").fill("read it");
    await page.keyboard.press("Enter");
    assert.match(await page.textContent("dialog .wrong"), /needs a name/);
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
  });

  it("shows at once, stands in the history, and is undone", async () => {
    await openEvent(KUNDUZ);
    await press("Accept");
    await sign("police named the place");
    await page.waitForSelector(".kicker .badge-accepted");
    assert.match(await history(), /accept by Mina.*police named the place/s);
    await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
    await sign("pressed the wrong key");
    await page.waitForSelector(".kicker .badge-open");
    assert.equal(await page.locator(".history s").count(), 1);
  });

  it("offers the reasons that were given before, and the name", async () => {
    await openEvent(KUNDUZ);
    await press("Accept");
    await page.locator("dialog input[name=who]").fill("Omar");
    await sign("two agencies agree");
    await page.locator(".history button").first().click();
    await sign("not yet");
    await page.waitForSelector(".kicker .badge-open");
    await press("Accept");
    await page.locator(".reasons button", { hasText: "two agencies agree" }).click();
    assert.equal(await page.locator("dialog input[name=why]").inputValue(), "two agencies agree");
    assert.equal(await page.locator("dialog input[name=who]").inputValue(), "Omar");
  });

  it("that is cancelled changes nothing and gives the focus back", async () => {
    await openEvent(KUNDUZ);
    const before = (await ask(page, "api/decisions")).rows.length;
    await page.getByRole("button", { name: "Reject", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Reject");
    assert.equal((await ask(page, "api/decisions")).rows.length, before);
  });
});

describe("a correction", () => {
  it("of an event chooses among the values that there are", async () => {
    await openEvent(KUNDUZ);
    await press("Correct…");
    await page.getByRole("combobox", { name: "Field" }).selectOption("mode");
    await page.getByRole("combobox", { name: "New value" }).selectOption("drone");
    await sign("the text says drone");
    await page.waitForSelector(".kicker:has-text('Drone strike')");
    assert.match(await history(), /correct mode to drone/);
    await page.locator(".history button").first().click();
    await sign("it does not");
    await page.waitForSelector(".kicker:has-text('Bombing')");
  });

  it("of a figure moves both bounds, and is marked at the claim", async () => {
    await openEvent(KUNDUZ);
    await page.locator(".claim").first().getByRole("button", { name: "Correct…" }).click();
    await page.getByRole("combobox", { name: "Field" }).selectOption("killed");
    await page.getByLabel("Lowest").fill("6");
    await page.getByLabel("Highest").fill("8");
    await sign("two died later");
    await page.waitForSelector(".readings:has-text('6 to 8')");
    await page.waitForSelector(".claim .badge-accepted:has-text('corrected')");
  });

  it("of a date is checked before it is sent", async () => {
    await openEvent(GHAZNI);
    await press("Correct…");
    await page.getByRole("combobox", { name: "Field" }).selectOption("date");
    await page.getByLabel("First day").fill("May 2023");
    await page.locator("dialog input[name=why]").fill("as told");
    await page.keyboard.press("Enter");
    assert.match(await page.textContent("dialog .wrong"), /Expected a date/);
    await page.getByLabel("First day").fill("2023-05");
    await page.getByLabel("Last day").fill("2023-05");
    await page.getByRole("combobox", { name: "Known" }).selectOption("month");
    await sign("the day is not told");
    await page.waitForSelector(".essentials:has-text('May 2023 known to the month')");
  });
});

describe("events", () => {
  it("are merged, keep both, and come apart again", async () => {
    const one = await openEvent(HERAT);
    const claims = await page.locator(".claim").count();
    const other = await onlyEvent(page, KUNDUZ);
    await press("Merge…");
    await page.getByLabel("Find it").fill(KUNDUZ);
    await page.locator(`.found input[value="${other.id}"]`).check();
    await sign("one attack, two names");
    await page.waitForFunction((had) => document.querySelectorAll(".claim").length > had, claims);
    assert.equal((await eventsOf(page, KUNDUZ)).filter(({ id }) => id === other.id).length, 0);
    await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
    await sign("they are two");
    await page.waitForFunction((had) => document.querySelectorAll(".claim").length === had, claims);
    assert.equal((await onlyEvent(page, KUNDUZ)).id, other.id);
    assert.equal((await ask(page, `api/events/${one}`)).claims.length, claims);
  });

  it("lose a claim that is split off, which is an event of its own then", async () => {
    await openEvent(HERAT);
    const claims = await page.locator(".claim").count();
    const all = (await eventsOf(page, "")).length;
    await page
      .locator(".claim", { hasText: "hospital doctor" })
      .getByRole("button", { name: "Split off…" })
      .click();
    assert.equal(await page.locator("dialog input:checked").count(), 1);
    await sign("another mosque");
    await page.waitForFunction((had) => document.querySelectorAll(".claim").length < had, claims);
    assert.ok((await eventsOf(page, "")).length > all);
    await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
    await sign("the same mosque");
    await page.waitForFunction((had) => document.querySelectorAll(".claim").length === had, claims);
  });
});

describe("the review by keyboard", () => {
  const now = () => page.locator(".reviewed h2").textContent();
  const key = (name) => page.keyboard.press(name);

  beforeEach(async () => {
    await go("?page=review");
    await page.waitForSelector(".event-card");
  });

  it("goes through the queue and says why each is there", async () => {
    const first = await now();
    assert.ok((await page.locator(".queue-why .badge").count()) > 0);
    await key("j");
    await page.waitForFunction(
      (old) => document.querySelector(".reviewed h2")?.textContent !== old,
      first,
    );
    assert.equal(await page.locator(".queue [aria-current]").count(), 1);
    await key("k");
    await page.waitForFunction(
      (old) => document.querySelector(".reviewed h2")?.textContent === old,
      first,
    );
    await key("?");
    assert.ok(await page.isVisible(".keys"));
    await key("?");
    assert.ok(!(await page.isVisible(".keys")));
  });

  it("accepts, goes on to the next, and undoes", async () => {
    const first = await now();
    const left = Number.parseInt(await page.textContent(".left"), 10);
    await key("a");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.type("clear enough");
    await key("Enter");
    await page.waitForFunction(
      (n) => document.querySelector(".left").textContent.startsWith(`${n} `),
      left - 1,
    );
    assert.notEqual(await now(), first);
    await key("u");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.type("too quick");
    await key("Enter");
    await page.waitForFunction(
      (n) => document.querySelector(".left").textContent.startsWith(`${n} `),
      left,
    );
    assert.equal(await now(), first);
  });

  it("rejects, and the event leaves all lists", async () => {
    const before = (await eventsOf(page, "")).length;
    // What is decided on is what was asked for last, however fast the keys follow.
    const second = await page
      .locator(".queue li")
      .nth(1)
      .locator("bdi, span")
      .first()
      .textContent();
    await key("j");
    await key("r");
    await page.waitForSelector("dialog[open]");
    assert.equal(await page.textContent("dialog .quiet"), second);
    await page.keyboard.type("no event");
    await key("Enter");
    await page.waitForSelector("dialog", { state: "detached" });
    assert.equal((await eventsOf(page, "")).length, before - 1);
  });

  it("corrects a field without touching the mouse", async () => {
    await key("e");
    await page.waitForSelector("dialog[open]");
    await key("Tab");
    await page.keyboard.type("grade");
    await key("Tab");
    await page.keyboard.type("contested");
    await key("Tab");
    await page.keyboard.type("both sides are blamed");
    await key("Enter");
    await page.waitForSelector(".reviewed .grade-contested");
  });

  it("leaves keys alone while somebody types", async () => {
    await page.getByLabel("Your name").fill("");
    await page.keyboard.type("jar");
    assert.equal(await page.getByLabel("Your name").inputValue(), "jar");
    assert.equal(await page.locator("dialog").count(), 0);
  });

  it("tells how far two analysts agree", async () => {
    for (const [who, verdict] of [
      ["Mina", "accept"],
      ["Omar", "accept"],
    ]) {
      const { id } = await onlyEvent(page, HERAT);
      await page.evaluate(
        async (sent) => {
          const headers = { "Content-Type": "application/json", "X-Khabar": "desk" };
          await fetch("api/decisions", { method: "POST", headers, body: JSON.stringify(sent) });
        },
        { subject: id, verdict, who, why: "to compare" },
      );
    }
    await page.locator(".agreement summary").click();
    await page.waitForSelector(".agreement p");
    assert.match(await page.textContent(".agreement"), /kappa|two analysts/);
    await page.waitForSelector(".agreement :text('Both judged')");
  });
});

describe("an article", () => {
  it("that is pasted is read, and its event shown", async () => {
    await go("?page=add");
    for (const [label, words] of Object.entries({ Title: PASTED.title, Outlet: PASTED.outlet }))
      await page.getByLabel(label, { exact: true }).fill(words);
    await page.getByLabel("Text", { exact: true }).fill(PASTED.text);
    await page.getByLabel("Published").fill(PASTED.published);
    await press("Read this text");
    await page.waitForSelector(".errand .event-lines a", { timeout: 60_000 });
    assert.match(await page.textContent(".errand"), /1 coded/);
    await page.locator(".errand .event-lines a").first().click();
    await page.waitForSelector(".event-card");
    assert.match(await page.textContent(".event-card"), /Hill Gazette/);
  });

  it("that cannot be read is named with the reason", async () => {
    await go("?page=add");
    const files = [{ name: "empty.txt", mimeType: "text/plain", buffer: Buffer.from("") }];
    await page.locator("input[type=file]").setInputFiles(files);
    await press("Read these files");
    await page.waitForSelector(".errand .dropped", { timeout: 60_000 });
    assert.match(await page.textContent(".errand .dropped"), /empty\.txt/);
  });

  it("is not fetched from this computer's own network", async () => {
    await go("?page=add");
    await page.getByLabel("One a line").fill("http://127.0.0.1:1/x");
    await press("Fetch and read");
    await page.waitForSelector(".errand .dropped, .errand .wrong", { timeout: 60_000 });
  });
});

describe("a search", () => {
  it("is saved, listed with its feed, and deleted", async () => {
    await go(`?page=searches&q=${encodeURIComponent("country:AFG")}`);
    assert.equal(await page.getByLabel("Filter").inputValue(), "country:AFG");
    await page.getByLabel("Name", { exact: true }).fill("Afghanistan");
    await press("Save");
    await page.waitForSelector(".search:has-text('Afghanistan')");
    const { searches } = await ask(page, "api/searches");
    const feed = await page.evaluate(async (path) => (await fetch(path)).text(), searches[0].feed);
    assert.match(feed, /<feed/);
    await press("Delete");
    await page.waitForSelector(".search", { state: "detached" });
  });

  it("counts what is new until somebody looks", async () => {
    await go(`?page=searches&q=${encodeURIComponent("actor:Taliban")}`);
    await page.getByLabel("Name", { exact: true }).fill("the Taliban");
    await press("Save");
    await page.waitForSelector(".search:has-text('Nothing new')");
    await go("?page=add");
    await page.getByLabel("Text", { exact: true }).fill(NEWER);
    await page.getByLabel("Published").fill("2023-07-02");
    await press("Read this text");
    await page.waitForSelector(".errand .event-lines a", { timeout: 60_000 });
    await go("?page=searches");
    await page.waitForSelector(".search:has-text('1 event new')");
    await page.getByRole("link", { name: "the Taliban" }).click();
    await page.waitForSelector(".explore");
    await go("?page=searches");
    await page.waitForSelector(".search:has-text('Nothing new')");
    await press("Delete");
    await page.waitForSelector(".search", { state: "detached" });
  });

  it("that the server cannot read is refused beside the form", async () => {
    await go("?page=searches");
    await page.getByLabel("Name", { exact: true }).fill("wrong");
    await page.getByLabel("Filter").fill("kiled>=5");
    await press("Save");
    await page.waitForSelector(".saving .wrong:not(:empty)");
    assert.match(await page.textContent(".saving .wrong"), /killed/);
  });
});
