// What stands before and after the tests in a browser.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { openBrowser } from "./desk.mjs";

/** Start a server and a browser before all tests, end both after; what is returned holds them. */
export function served(start) {
  const held = {};
  before(async () => {
    held.server = await start();
    held.browser = await openBrowser();
  });
  after(async () => {
    await held.browser?.close();
    held.server?.stop();
  });
  return held;
}

/** Close a page of the desk; nothing may have gone wrong on it. */
export async function closeDesk(desk) {
  const faults = desk.faults();
  await desk.context.close();
  assert.deepEqual(faults, []);
}
