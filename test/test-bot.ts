import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Clock } from "../src/clock.ts";
import { type Playground, startPlayground } from "../src/playground/start-playground.ts";
import { parsers } from "./parsers.ts";

/** The whole bot and a GitHub for it, with a clock that moves only between what people do. */
export interface TestBot extends Playground {
  /** What the bot logged, oldest first. */
  readonly log: readonly Record<string, unknown>[];
  /** Lets the clock go on, as if nothing happened for so many minutes. */
  pass(minutes: number): void;
}

const START = Date.parse("2026-11-24T10:00:00Z");

export async function startTestBot(): Promise<TestBot> {
  let now = START;
  // Nothing in a test waits: what shall happen later happens when the test says so.
  const clock: Clock = { now: () => now, after: () => () => {} };
  const lines: Record<string, unknown>[] = [];
  const playground = await startPlayground({
    clock,
    parsers,
    log: { write: (line) => void lines.push(JSON.parse(line)) },
    app: { permissions: manifest.default_permissions, events: manifest.default_events },
  });
  return {
    ...playground,
    log: lines,
    pass(minutes) {
      now += minutes * 60_000;
    },
    async idle() {
      await playground.idle();
      now += 60_000;
    },
  };
}

/** The App as it is registered: what it lacks there it lacks in the tests too. */
const manifest: {
  readonly default_permissions: Readonly<Record<string, string>>;
  readonly default_events: readonly string[];
} = parse(readFileSync(new URL("../app.yml", import.meta.url), "utf8"));
