import { defineConfig } from "vite";

// The server sends a strict Content-Security-Policy: nothing inline, nothing from elsewhere.
export default defineConfig({
  base: "./",
  build: {
    outDir: "../src/khabar/view/desk/built",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    chunkSizeWarningLimit: 1200,
  },
  worker: { format: "es" },
});
