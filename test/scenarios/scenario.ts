import { parse } from "yaml";
import { z } from "zod";

/** A text, nothing, a symbolic link, or a submodule by its commit. */
const file = z.union([
  z.string(),
  z.strictObject({ link: z.string() }),
  z.strictObject({ submodule: z.string() }),
]);
const files = z.record(z.string(), file.nullable());

/** Text as it is, or a long one made of a part that is repeated with % counting up. */
const repeated = z.strictObject({ before: z.string(), each: z.string(), times: z.int() });

const acts = {
  issue: z.strictObject({ by: z.string(), title: z.string(), body: z.string().optional() }),
  comment: z.strictObject({
    by: z.string(),
    on: z.int(),
    body: z.string().optional(),
    repeat: repeated.optional(),
    id: z.string().optional(),
  }),
  "edit-comment": z.strictObject({ id: z.string(), by: z.string().optional(), body: z.string() }),
  "pull-request": z.strictObject({
    by: z.string(),
    title: z.string(),
    body: z.string().optional(),
    branch: z.string().optional(),
    base: z.string().optional(),
    draft: z.boolean().optional(),
    files,
  }),
  edit: z.strictObject({ on: z.int(), title: z.string().optional(), body: z.string().optional() }),
  push: z.strictObject({ by: z.string(), branch: z.string().optional(), files }),
  "delete-branch": z.strictObject({ by: z.string(), branch: z.string() }),
  /** A button of the newest check run of that name; without one: GitHub's own "Re-run". */
  press: z.strictObject({
    by: z.string(),
    on: z.int(),
    check: z.enum(["assignments", "gates"]),
    button: z.string().optional(),
  }),
  enqueue: z.strictObject({ by: z.string(), on: z.int() }),
  /** A comment on a line of the diff. */
  "line-comment": z.strictObject({ by: z.string(), on: z.int(), body: z.string() }),
  /** A review that only comments. */
  review: z.strictObject({ by: z.string(), on: z.int(), body: z.string() }),
  approve: z.strictObject({
    by: z.string(),
    on: z.int(),
    body: z.string().optional(),
    id: z.string().optional(),
  }),
  "request-changes": z.strictObject({ by: z.string(), on: z.int() }),
  /** In the sidebar: a login, or `team:slug`. */
  "request-review": z.strictObject({ by: z.string(), on: z.int(), of: z.string() }),
  "remove-request": z.strictObject({ by: z.string(), on: z.int(), of: z.string() }),
  /** In the sidebar of an issue: logins. */
  assign: z.strictObject({ by: z.string(), on: z.int(), who: z.array(z.string()) }),
  unassign: z.strictObject({ by: z.string(), on: z.int(), who: z.array(z.string()) }),
  label: z.strictObject({ by: z.string(), on: z.int(), name: z.string() }),
  unlabel: z.strictObject({ by: z.string(), on: z.int(), name: z.string() }),
  "rename-label": z.strictObject({ from: z.string(), to: z.string() }),
  "delete-label": z.strictObject({ name: z.string() }),
  /** The issue is deleted, or moved to another repository. */
  "delete-issue": z.strictObject({ on: z.int() }),
  lock: z.strictObject({ on: z.int() }),
  /** When GitHub closes the issues of merged pull requests; and that it does so now. */
  closing: z.enum(["at-once", "later", "never", "now"]),
  dismiss: z.strictObject({ by: z.string(), on: z.int(), id: z.string() }),
  "update-branch": z.strictObject({ by: z.string(), on: z.int() }),
  merge: z.strictObject({ by: z.string(), on: z.int() }),
  close: z.strictObject({ by: z.string(), on: z.int() }),
  reopen: z.strictObject({ by: z.string(), on: z.int() }),
  ready: z.strictObject({ by: z.string(), on: z.int() }),
  draft: z.strictObject({ by: z.string(), on: z.int() }),
  rename: z.strictObject({ person: z.string(), to: z.string() }),
  "delete-account": z.strictObject({ person: z.string() }),
  /** A ruleset on the default branch; `bypass`: the App may pass it. */
  protect: z.strictObject({ bypass: z.boolean().default(false), queue: z.boolean().default(false) }),
  /** Minutes in which nothing happens. */
  wait: z.int(),
};

/** One thing that somebody does; exactly one key. Threads are numbered as on GitHub: the first one is 1. */
const act = z.strictObject(acts).partial();
export type Act = z.output<typeof act>;

const scenarioSchema = z.strictObject({
  why: z.string().describe("One sentence: what would go wrong without this."),
  people: z.record(z.string(), z.enum(["read", "triage", "write", "maintain", "admin"])).default({}),
  files: files.default({}).describe("Files beside or instead of the usual ones; null takes one away."),
  /** `together`: the webhooks of all of them wait until all were done. */
  steps: z.array(act.extend({ together: z.array(act).optional() })),
});

export type Scenario = z.output<typeof scenarioSchema>;

export function parseScenario(text: string): Scenario {
  return scenarioSchema.parse(parse(text));
}
