// Takes the pictures of the documentation: docs/images/desk-*.png, of a case coded from examples/.
import { statSync } from "node:fs";
import { join } from "node:path";
import { codedCase, mapDrawn, openBrowser, openDesk, ROOT, serve } from "../tests/desk.mjs";

const MOST_KB = 300;
const WIDE = { viewport: { width: 1240, height: 760 } };

const server = await serve(codedCase("examples"), "--who", "Mina");
const browser = await openBrowser();
const event = await mostSources();
await picture("map", `?selected=${event}`);
await picture("event", `?page=event&id=${event}`);
await picture("compare", `?page=compare&id=${event}`);
await picture("review", "?page=review");
await picture("network", "?page=network");
await browser.close();
server.stop();
process.exit();

/** Return the id of the event that most independent sources tell of. */
async function mostSources() {
  const { page, context } = await openDesk(browser, server, "?view=cards");
  const rows = await page.evaluate(async () => (await (await fetch("api/events")).json()).rows);
  await context.close();
  return rows.toSorted((one, other) => other.independent - one.independent)[0].id;
}

async function picture(name, search) {
  const { page, context } = await openDesk(browser, server, search, WIDE);
  await page.waitForSelector("main h1", { state: "attached" });
  await page.waitForLoadState("networkidle");
  if (name.startsWith("map")) await mapDrawn(page);
  const path = join(ROOT, "docs/images", `desk-${name}.png`);
  await page.screenshot({ path });
  await context.close();
  const kilobytes = statSync(path).size / 1000;
  console.log(`${path}: ${kilobytes.toFixed(0)} KB`);
  if (kilobytes > MOST_KB) throw new Error(`${name} is larger than ${MOST_KB} KB.`);
}
