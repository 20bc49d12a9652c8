import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    reporters: ["default", "./test/count-reporter.ts"],
    restoreMocks: true,
    // By default one core is left idle, of which CI has two.
    maxWorkers: "100%",
    // What hangs is ended; no test is to be done by then. A machine may be ten times as busy as ours.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      reporter: [["text", { skipFull: true, maxCols: 160 }], "json"],
    },
  },
});
