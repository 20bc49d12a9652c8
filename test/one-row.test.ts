import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { optics } from "./cli/clone.ts";
import { TEXT } from "./one-row/assignment-text.ts";
import { type Patch, PatchedSources } from "./one-row/patched-sources.ts";

/**
 * One thing, one row: whoever adds one of these writes it where it belongs, and every other place follows or does not
 * compile. Tried on a copy of the sources, with one more of each: it is compiled once for all, and each is run. Another
 * kind of thing needs its patches in both tests, and a test of its own that runs it.
 */
const FIELD: readonly Patch[] = [
  {
    path: "src/domain/assignment.ts",
    after: "export const ASSIGNMENT_FIELDS = {\n",
    add: '  mood: field("holder", z.enum(["glad", "sad"]).optional().describe("How it feels.")),\n',
  },
  {
    path: "src/domain/assignment.ts",
    after:
      '  notes: field(\n    "holder",\n    z.string().max(10_000).nullable().optional().describe("Anything people want to remember."),\n  ),\n',
    add: '  crew: field("bot", z.array(z.strictObject({ id: z.int(), login: person })).optional().describe("Who waits.")),\n',
  },
  {
    path: "src/domain/assignment.ts",
    after: "const VERIFICATION_FIELDS = {\n",
    add: '  verified_mood: field("verifier", z.string().optional().describe("How they felt.")),\n',
  },
];
/** What a command does with the field: a claim makes it glad. */
const FIELD_IN_USE: readonly Patch[] = [
  {
    path: "src/domain/claims.ts",
    after: "    ...reviewedAs(chooseReviewer(campaign, now, [holder])),\n",
    add: '    mood: "glad",\n',
  },
];

const POINT_NAME = {
  path: "src/domain/gates-config.ts",
  after: '  "three_am_test",\n',
  add: '  "runbook",\n',
};
const POINT_FILE: Patch = {
  path: "src/gates/points/runbook.ts",
  write: `import { textsOf } from "../diagram-view.ts";
import { findEvidence, passedOrMissing, type VouchablePoint } from "./point.ts";

export const runbook: VouchablePoint<"runbook"> = {
  key: "runbook",
  name: "Runbook",
  aliases: ["runbook"],
  level: "required",
  check: "either",
  before: ["review"],
  asks: "The page to open first.",
  promise: "it names the page to open first",
  guide: {
    looksFor: "The word runbook.",
    why: "Nobody searches at night.",
    example: { language: "mermaid", text: "flowchart LR\\n  A[Runbook 12] --> B[Leader]" },
  },
  judge: (view) =>
    passedOrMissing(
      findEvidence(textsOf(view), (text) => /runbook/i.exec(text)?.[0] ?? null),
      "No runbook was found.",
    ),
};
`,
};
const POINT_ENTRY: readonly Patch[] = [
  { path: "src/gates/points/all-points.ts", after: "  three_am_test: threeAmTest,\n", add: "  runbook,\n" },
  {
    path: "src/gates/points/all-points.ts",
    after: 'import type { ConditionPoint, Point, Requirement, VouchablePoint } from "./point.ts";\n',
    add: 'import { runbook } from "./runbook.ts";\n',
  },
];

const COMMAND: readonly Patch[] = [
  {
    path: "src/commands/wave.ts",
    write: `import { type DiagramCommand, same } from "./command.ts";

export const wave: DiagramCommand = {
  kind: "diagrams",
  name: "wave",
  usage: "ID…",
  summary: () => "waves at whoever holds a diagram",
  example: "/wave G-LIN-FL",
  event: "verify",
  decide: ({ now }) => same(\`hello \${now.assignee ?? "nobody"}.\`),
};
`,
  },
  { path: "src/commands/all.ts", after: "  next,\n  help,\n", add: "  wave,\n" },
  {
    path: "src/commands/all.ts",
    after: 'import { verify } from "./verify.ts";\n',
    add: 'import { wave } from "./wave.ts";\n',
  },
];

const EVENT_KIND: Patch = {
  path: "src/facts/event.ts",
  after: "interface EventsByKind {\n",
  add: '  readonly star: EventBase & { readonly kind: "star"; readonly by: string };\n',
};
const EVENT: readonly Patch[] = [
  EVENT_KIND,
  {
    path: "src/facts/event.ts",
    after: "const EVENT_KINDS: { readonly [K in keyof EventsByKind]: EventKind<EventsByKind[K]> } = {\n",
    add: "  star: { isWritten: false, answeredOn: () => null, pullRequest: () => null },\n",
  },
  {
    path: "src/facts/event-schema.ts",
    after: '    day: { ...common, kind: z.literal("day") },\n',
    add: '    star: { ...common, kind: z.literal("star"), by: z.string() },\n',
  },
  {
    path: "src/facts/event-schema.ts",
    after: "    z.object(fields.push),\n",
    add: "    z.object(fields.star),\n",
  },
  {
    path: "src/decide/decide.ts",
    after: "  switch (event.kind) {\n",
    add: '    case "star":\n      return { decision: ["starred", "by", event.by].join(" ") };\n',
  },
  {
    path: "src/github/webhooks/star.ts",
    write: `import { z } from "zod";
import { account, instant } from "./fields.ts";

const payload = z.object({ starred_at: instant, sender: account });

export const star = {
  actions: ["created"],
  nothing: "Nothing in it is for the bot.",
  read(sent: unknown) {
    const { data } = payload.safeParse(sent);
    if (!data) return [];
    const { starred_at: at, sender } = data;
    return [{ kind: "star" as const, key: \`star-\${sender.login}@\${at}\`, at, by: sender.login }];
  },
} as const;
`,
  },
  {
    path: "src/github/webhooks/all-webhooks.ts",
    after: "  merge_group: mergeGroup,\n",
    add: "  star,\n",
  },
  {
    path: "src/github/webhooks/all-webhooks.ts",
    after: 'import { push } from "./push.ts";\n',
    add: 'import { star } from "./star.ts";\n',
  },
];

// The compiler takes as long as the machine is busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

describe("with one more of each, and nothing else changed", () => {
  let sources: PatchedSources;
  let errors: readonly string[];
  beforeAll(() => {
    sources = new PatchedSources([
      ...FIELD,
      ...FIELD_IN_USE,
      POINT_NAME,
      POINT_FILE,
      ...POINT_ENTRY,
      ...COMMAND,
      ...EVENT,
    ]);
    errors = sources.compile();
  });
  afterAll(() => sources.remove());
  const show = (script: string): unknown => JSON.parse(sources.run(`test/one-row/${script}`));

  test("the sources compile", () => {
    expect(errors).toEqual([]);
  });

  test("an assignment's field is read, written, taken out, judged and documented", () => {
    expect(show("show-assignment-field.ts")).toMatchObject({
      edited: expect.stringContaining("  mood: glad\n"),
      read: { mood: "glad", verification: { verified_mood: "sad" } },
      created: expect.stringMatching(/^assignment:\n {2}mood: glad\n {2}diagram_id: G-LIN-FL\n/),
      queued: `${TEXT}  crew: [ { id: 1, login: ada }, { id: 2, login: bob } ]\n`,
      moved: `${TEXT}  crew: [ { id: 2, login: bob }, { id: 3, login: eve } ]\n`,
      takenBack: expect.not.stringContaining("mood: glad"),
      changed: [
        { field: "mood", keys: ["assignment", "mood"], writer: "holder" },
        {
          field: "verified_mood",
          keys: ["assignment", "verification", "verified_mood"],
          writer: "verifier",
        },
      ],
      unknown: [{ line: 5, message: "Unknown key `moot`. Did you mean `mood`?" }],
      inSchema: true,
      reference: [
        "| `mood` | whoever holds the diagram | How it feels. |",
        "| `verification.verified_mood` | a reviewer | How they felt. |",
      ],
    });
  });

  test("what a command says in that field stands in the commit", async () => {
    const clone = await optics();
    const account = { login: "grace", type: "User" };
    const at = "2026-02-28T10:00:00Z";
    const payload = {
      action: "created",
      repository: {
        name: "charts",
        owner: { login: "stars" },
        html_url: "https://github.com/stars/charts",
        default_branch: "main",
      },
      sender: account,
      issue: { number: 7, title: "Mirrors", user: account, created_at: at, updated_at: at },
      comment: { id: 1, body: "/claim OP-MIR-B", user: account, created_at: at, updated_at: at },
    };
    clone.write("payload.json", JSON.stringify(payload));
    const out = sources.run("src/cli/main.ts", ["replay", "payload.json"], clone.root);
    expect(out).toContain("+++ b/assignments/OP-MIR-B.yml\n");
    expect(out).toContain("+  mood: glad\n");
  });

  test("a point of the checklist is judged, ticked, waived, configured, in the template and documented", () => {
    expect(show("show-checklist-point.ts")).toEqual({
      missing: "G-LIN-FL: 1 point failed (Runbook)",
      found: "G-LIN-FL passes",
      ticked: "G-LIN-FL passes",
      overridden: "G-LIN-FL passes",
      off: "G-LIN-FL passes",
      template: "- [ ] **Runbook**: it names the page to open first",
      page: "### Runbook\nThe page to open first.",
      inSchema: true,
      reference: ["| `gates.points.runbook` | `required` | `either` | The page to open first. |"],
    });
  });

  test("a command is run, in the help, the README and the reference, for whom the status table lets", async () => {
    const row = "| `/wave ID…` | waves at whoever holds a diagram | reviewer | `/wave G-LIN-FL` |";
    expect(show("show-command.ts")).toEqual({ help: row, readme: "`/wave ID…`", reference: row });
  });

  test("a webhook is subscribed to, read, kept, and decided on", () => {
    const at = "2026-11-24T10:00:00Z";
    expect(show("show-event.ts")).toEqual({
      isSubscribed: true,
      kept: [{ kind: "star", key: `star-ada@${at}`, at, by: "ada" }],
      answeredOn: [null],
      decided: ["starred by ada"],
    });
  });
});

test("what is forgotten does not compile", () => {
  const sources = new PatchedSources([
    // A field without its writer, a point without its name, and a name without its point.
    {
      path: "src/domain/assignment.ts",
      after: "export const ASSIGNMENT_FIELDS = {\n",
      add: '  mood: z.string().optional().describe("How it feels."),\n',
    },
    POINT_FILE,
    { path: POINT_NAME.path, after: POINT_NAME.after, add: '  "nameless",\n' },
    // An event that nobody reads back, answers or decides on, and an action that GitHub does not know.
    EVENT_KIND,
    {
      path: "src/github/webhooks/merge-group.ts",
      replace: 'actions: ["checks_requested"]',
      by: 'actions: ["checks_wanted"]',
    },
    // A command that does something which the status table does not know.
    { path: "src/commands/start.ts", replace: 'event: "start"', by: 'event: "begin"' },
  ]);
  const errors = sources.compile().join("\n");
  sources.remove();
  expect(errors).toMatch(/^src\/domain\/assignment\.ts\(\d+,3\): .*missing .* 'Field<.*: writer, schema/m);
  expect(errors).toMatch(/^src\/gates\/points\/runbook\.ts.*"runbook"/m);
  expect(errors).toMatch(/^src\/gates\/points\/all-points\.ts.*nameless/m);
  expect(errors).toMatch(/^src\/facts\/event\.ts.*'star' is missing/m);
  expect(errors).toMatch(/^src\/facts\/event-schema\.ts.*star/m);
  expect(errors).toMatch(/^src\/decide\/decide\.ts/m);
  expect(errors).toMatch(/^src\/github\/webhooks\/all-webhooks\.ts/m);
  expect(errors).toMatch(/^src\/commands\/start\.ts.*"begin"/m);
});
