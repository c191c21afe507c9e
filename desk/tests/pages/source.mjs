// Loads a TypeScript module of the pages, so that its plain functions can be tested.
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

export async function source(name) {
  const path = fileURLToPath(new URL(`../../src/pages/${name}.ts`, import.meta.url));
  const { module } = await runnerImport(path, { configFile: false, logLevel: "error" });
  return module;
}
