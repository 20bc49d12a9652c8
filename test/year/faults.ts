/** Versions of the bot that are wrong in one way each: what is judged every day has to find each of them. */
import type { DecideInput } from "../../src/decide/fold.ts";
import type { Decision } from "../../src/decide/plan.ts";
import type { ServerOptions } from "./dying-server.ts";

type Wrong = NonNullable<ServerOptions["wrong"]>;

/** What is decided, without a part of it. */
const without =
  (change: (decision: Extract<Decision, { kind: "plan" }>) => Decision): Wrong =>
  (decide) =>
  (input) => {
    const decision = decide(input);
    return decision.kind === "plan" ? change(decision) : decision;
  };

/** As if something else had been found out. */
const seeing =
  (change: (input: DecideInput) => DecideInput): Wrong =>
  (decide) =>
  (input) =>
    decide(change(input));

/** Says of every key that it was said on its day. */
class Credulous extends Map<string, string> {
  override get(key: string): string {
    return `${key.slice(-10)}T01:00:00Z`;
  }
}

export interface Fault {
  readonly name: string;
  readonly wrong: Wrong;
  /** How it shows. */
  readonly shows: RegExp;
}

const FAULT_ROWS: readonly (readonly [name: string, wrong: Wrong, shows: RegExp])[] = [
  [
    "takes the file's word that a warning was said",
    seeing(({ snapshot, ...input }) => {
      const threads = [...snapshot.files.assignments].flatMap(({ text }) =>
        [...text.matchAll(/thread: (\d+)/g)].map(([, number]) => Number(number)),
      );
      const answered = new Map(threads.map((number) => [number, new Credulous()] as const));
      return { ...input, snapshot: { ...snapshot, answered } };
    }),
    /lost \S+ and was not warned/,
  ],
  [
    "never looks whether something was said",
    seeing(({ snapshot, ...input }) => {
      const { answered } = snapshot;
      if (!answered) return { ...input, snapshot };
      const nothing = new Map(
        [...answered.keys()].map((number) => [number, new Map<string, string>()] as const),
      );
      return { ...input, snapshot: { ...snapshot, answered: nothing } };
    }),
    /was told "\w+" of \S+ on #\d+ as on/,
  ],
  [
    "notes nothing of what it said",
    without(({ plan }) => {
      const files = plan.files.map(({ path, text }) => ({
        path,
        text: text?.replace(/^ {2}reminders:.*\n(?: {4,}.*\n)*/m, "") ?? null,
      }));
      return { kind: "plan", plan: { ...plan, files } };
    }),
    /was told "\w+" of \S+ on #\d+ as on/,
  ],
  [
    "leaves the sidebar alone",
    without(({ plan }) => ({ kind: "plan", plan: { ...plan, sidebars: [] } })),
    /#\d+ of \S+ .* shows/,
  ],
  [
    "gives nobody any time",
    seeing(({ snapshot, ...input }) => {
      const { config } = snapshot.files;
      const text = config?.text.replace(/"release_after":\d+/, '"release_after":1') ?? "";
      const hasty = config && { ...config, text };
      return { ...input, snapshot: { ...snapshot, files: { ...snapshot.files, config: hasty } } };
    }),
    /lost \S+ and was warned only on/,
  ],
  [
    "sleeps through the days",
    seeing(({ events, ...input }) => ({ ...input, events: events.filter(({ kind }) => kind !== "day") })),
    /was never told that/,
  ],
];

export const FAULTS: readonly Fault[] = FAULT_ROWS.map(([name, wrong, shows]) => ({ name, wrong, shows }));
