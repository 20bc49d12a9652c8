import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest and is small, so that vitest would begin it last: then all but one core would wait for its end. */
const FIRST = ["model/model.test.ts", "soak/soak.test.ts", "inbox/postgres-inbox.test.ts"];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isFirst = ({ moduleId }: TestSpecification) => FIRST.some((name) => moduleId.endsWith(`/${name}`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isFirst), ...sorted.filter((file) => !isFirst(file))];
  }
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    reporters: ["default", "./test/count-reporter.ts"],
    restoreMocks: true,
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
