// Fails where the built pages grew too large, or hold anything inline that their policy forbids.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const MOST_KB = 700;
const BUILT = join(dirname(fileURLToPath(import.meta.url)), "../../src/khabar/view/desk/built");

const files = readdirSync(join(BUILT, "assets")).filter((name) => /\.(js|css)$/.test(name));
const sizes = files.map((name) => [
  gzipSync(readFileSync(join(BUILT, "assets", name))).length,
  name,
]);
const whole = sizes.reduce((sum, [bytes]) => sum + bytes, 0) / 1000;
for (const [bytes, name] of sizes.sort(([one], [other]) => other - one))
  console.log(`${(bytes / 1000).toFixed(1).padStart(7)} KB  ${name}`);
console.log(`${whole.toFixed(1).padStart(7)} KB of script and style, zipped; at most ${MOST_KB}`);
const page = readFileSync(join(BUILT, "index.html"), "utf8");
const inline = /<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=/.exec(page);
if (inline) console.error(`index.html holds something inline: ${inline[0]}`);
process.exitCode = inline || whole > MOST_KB ? 1 : 0;
