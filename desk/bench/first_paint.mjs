// How soon the desk shows something, and how soon it follows a change of filter, as a reader sees it.
//
//     node bench/first_paint.mjs DB
//
// DB is a store, such as `python -m benchmarks.desk_speed --events 100000 --db DB` makes. Goals: the
// first paint within 2 s, all totals and rows within 300 ms of a change at the 95th percentile.
// Exit code 1 where one is missed.
import { openBrowser, openDesk, serve } from "../tests/desk.mjs";

const PAINT_MS = 2_000;
const CHANGE_MS = 300;
const CHANGES = 40;
const OPENED = 5;

const [db] = process.argv.slice(2);
if (!db) throw new Error("Name a store: node bench/first_paint.mjs DB");
const server = await serve(db);
const browser = await openBrowser();
await warm();
const paints = [];
const shows = [];
for (let time = 0; time < OPENED; time += 1) {
  const { page, context } = await openDesk(browser, server);
  await page.waitForSelector(".counters dd");
  const [paint, shown] = await page.evaluate(() => [
    performance.getEntriesByName("first-contentful-paint")[0].startTime,
    performance.now(),
  ]);
  paints.push(paint);
  shows.push(shown);
  await context.close();
}
const slow = [
  report("first paint", paints, PAINT_MS),
  report("totals and rows shown", shows),
  report("change of filter, cards", await changes("?view=cards"), CHANGE_MS),
  report("change of filter, map", await changes("")),
];
await browser.close();
server.stop();
process.exit(slow.some(Boolean) ? 1 : 0);

/** Wait until the server has read its store into memory, which it does once. */
async function warm() {
  const { page, context } = await openDesk(browser, server, "?view=cards");
  await page.waitForSelector(".counters dd", { timeout: 300_000 });
  await context.close();
}

/** Return the milliseconds that each of many changes of the filter took. */
async function changes(search) {
  const { page, context } = await openDesk(browser, server, search);
  await page.waitForSelector(".facet input");
  const asked = await filters(page);
  const times = [];
  for (const q of asked) times.push(await page.evaluate(change, q));
  await context.close();
  return times;
}

/** Return filters that the facets offer, and some that people type, so that each differs. */
async function filters(page) {
  const boxes = await page
    .locator(".facet input")
    .evaluateAll((all) => all.map((one) => one.dataset.key));
  const typed = ["killed>=5", "from:2015", "from:2012 to:2014", "independent>=2", "-type:ASSAULT"];
  const offered = boxes.map((key) => key.replace(/:(.*)/, ':"$1"'));
  const both = offered.flatMap((one, at) => [one, `${one} ${typed[at % typed.length]}`]);
  return [...typed, ...both].slice(0, CHANGES);
}

/** In the page: ask for a filter, and return how long it took to be shown. */
function change(q) {
  const frame = document.querySelector(".explore");
  return new Promise((done) => {
    const start = performance.now();
    new MutationObserver((_, watching) => {
      if (frame.hasAttribute("aria-busy")) return;
      watching.disconnect();
      requestAnimationFrame(() => done(performance.now() - start));
    }).observe(frame, { attributeFilter: ["aria-busy"] });
    const box = document.querySelector("#q");
    box.value = q;
    box.dispatchEvent(new Event("change"));
  });
}

/** Print median and 95th percentile; return whether the goal was missed. */
function report(what, times, goal = Number.POSITIVE_INFINITY) {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share) => sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)];
  const wanted = Number.isFinite(goal) ? `, goal ${goal}` : "";
  const figures = `median ${at(0.5).toFixed(0)} ms, 95% ${at(0.95).toFixed(0)} ms${wanted}`;
  console.log(`${what}: ${figures} (${times.length} times)`);
  return at(0.95) > goal;
}
