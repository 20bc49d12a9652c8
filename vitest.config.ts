import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    reporters: ["default", "./test/count-reporter.ts"],
    restoreMocks: true,
    testTimeout: 20_000,
  },
});
