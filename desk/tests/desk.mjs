// A case, `khabar serve` over it, and a browser before it.
import { execFileSync, spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const HERE = dirname(fileURLToPath(import.meta.url));
export const ROOT = join(HERE, "../..");
const KHABAR = process.env.KHABAR ?? join(ROOT, ".venv/bin/khabar");
const START_MS = 60_000;

/** Code files into a new case; return the path of its store. The folder goes with the process. */
export function codedCase(...inputs) {
  const folder = mkdtempSync(join(tmpdir(), "khabar-desk-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const db = join(folder, "case.db");
  execFileSync(KHABAR, ["code", ...inputs, "--db", db], { cwd: ROOT, stdio: "pipe" });
  return db;
}

/** Serve a store; return the link to open, the address without token, and what stops it. */
export async function serve(db, ...options) {
  const server = spawn(KHABAR, ["serve", "--db", db, "--port", "0", ...options], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = () => server.kill();
  process.once("exit", stop);
  const link = await printedLink(server);
  return { link, address: new URL("/", link).href, stop };
}

/** Open a browser. It must be there: no browser test may pass for want of one. */
export async function openBrowser() {
  const executablePath = browserPath();
  const asRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath, args: asRoot ? ["--no-sandbox"] : [] });
}

/**
 * Open a page of the desk, and note what must never happen on it: a script of the data runs, the
 * policy is broken, an error is thrown, something elsewhere is asked. `faults()` returns it all.
 */
export async function openDesk(browser, { link, address }, search = "", look = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...look });
  await context.request.get(link);
  const page = await context.newPage();
  const noted = [];
  page.on("pageerror", (fault) => noted.push(`thrown: ${fault.message}`));
  page.on("dialog", (dialog) => {
    noted.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (asked) => {
    const away = /^https?:/.test(asked.url()) && !asked.url().startsWith(address);
    if (away) noted.push(`asked elsewhere: ${asked.url()}`);
  });
  await page.exposeFunction("noteFault", (words) => noted.push(words));
  await page.addInitScript(() => {
    window.alert = (words) => window.noteFault(`alert: ${words}`);
    document.addEventListener("securitypolicyviolation", (broken) =>
      window.noteFault(`policy: ${broken.violatedDirective} ${broken.blockedURI}`),
    );
  });
  await page.goto(address + search);
  return { page, context, faults: () => noted };
}

/** Wait until the map has drawn all that was asked for. */
export function mapDrawn(page) {
  return page.waitForSelector(".map[data-idle]", { timeout: 60_000 });
}

function browserPath() {
  const named = process.env.CHROMIUM ?? "chromium";
  const folders = named.includes("/") ? [""] : (process.env.PATH ?? "").split(delimiter);
  for (const folder of folders) {
    const path = join(folder, named);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder; the next may have it.
    }
  }
  throw new Error(
    `No browser ${named}. "make chromium" installs Debian's; CHROMIUM names another.`,
  );
}

function printedLink(server) {
  return new Promise((found, failed) => {
    let said = "";
    const late = setTimeout(
      () => failed(new Error(`khabar serve printed no link: ${said}`)),
      START_MS,
    );
    const hear = (words) => {
      said += words;
      const [link] = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(said) ?? [];
      if (!link) return;
      clearTimeout(late);
      found(link);
    };
    server.stdout.on("data", hear);
    server.stderr.on("data", hear);
    server.once("exit", (code) => failed(new Error(`khabar serve ended (${code}): ${said}`)));
  });
}
