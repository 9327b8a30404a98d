import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  test: {
    environment: "jsdom",
    environmentOptions: { jsdom: { url: "http://shop.test/" } },
    setupFiles: ["tests/web/setup.ts"],
    include: ["templates/*/src/**/*.test.{ts,tsx}", "portal/src/**/*.test.{ts,tsx}", "admin/src/**/*.test.{ts,tsx}", "tests/web/**/*.test.ts"],
    testTimeout: 30_000,
    // By itself it leaves one processor idle, which is half of a small machine.
    maxWorkers: "100%",
    css: false,
    restoreMocks: true,
  },
});
