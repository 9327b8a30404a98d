import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const engine = process.env.HOSTLER_ENGINE ?? "http://127.0.0.1:8080";

export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  plugins: [react(), tailwindcss()],
  // The pages' policy has no data: fonts.
  build: { outDir: "../build/web/portal", emptyOutDir: true, assetsInlineLimit: 0, manifest: true, reportCompressedSize: false },
  server: { host: "127.0.0.1", proxy: { "/api": engine } },
});
