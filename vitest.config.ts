import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest and is small, so that vitest would begin it last: then all but one core would wait for its end. */
const LONGEST = [
  "model/model.test.ts",
  "soak/soak.test.ts",
  "inbox/postgres-inbox.test.ts",
  "scenarios.test.ts",
  "action/scenarios.test.ts",
  "messages/every-scenario-in-german.test.ts",
  "github/carry/carry-over.test.ts",
  "one-row.test.ts",
  "bundle/bundle.test.ts",
  "server/cannot-start.test.ts",
  "soak/same-instant.test.ts",
  "soak/kill-points.test.ts",
  "server/serve.test.ts",
];

/**
 * These get a process each: they change what all files in one would share (nock takes over HTTP), look at what the process holds,
 * or fill it. All others share one process a core, where modules are loaded once and parsers of foreign text are started once.
 */
const ALONE = [...LONGEST.slice(0, 3), "core.test.ts", "github/client/odd-answers.test.ts"];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification) => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}`));
      // A shared process ends where one of its own comes between.
      return (project.name === "alone" ? 0 : LONGEST.length + 1) + (at < 0 ? LONGEST.length : at);
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

/** What Node compiled is kept for the many processes that tests start. */
process.env["NODE_COMPILE_CACHE"] ??= fileURLToPath(
  new URL("node_modules/.cache/node-compile", import.meta.url),
);

const alone = ALONE.map((name) => `test/${name}`);
export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: "alone", include: alone } },
      {
        extends: true,
        test: { name: "together", include: ["test/**/*.test.ts"], exclude: alone, isolate: false },
      },
    ],
    reporters: ["default", "./test/count-reporter.ts"],
    restoreMocks: true,
    unstubEnvs: true,
    // Node reads TypeScript as it is: nothing has to be made of it, and what it compiled is kept.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // By default one core is left idle, of which CI has two.
    maxWorkers: "100%",
    sequence: { sequencer: LongestFirst },
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
