import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Delivery } from "../../src/facts/event.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { assignmentOf, failureOf, replies, say } from "./modes.ts";
import { type Tracked, trackRepository } from "./tracked.ts";

const COMMIT = "createCommitOnBranch";
const POST_COMMENT = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
const HOUR = 3_600_000;

let tracked: Tracked;
let repository: RepositoryHandle;

beforeEach(async () => {
  tracked = await trackRepository();
  repository = tracked.github.repository("atlas/diagrams");
  // That GitHub signs what the App commits shows in the App's first commit.
  say(repository, "bob", "/claim G-LIN-SQ");
  await tracked.handle();
});
afterEach(() => tracked.github.close());

function trailerOf(deliveries: readonly Delivery[]): string {
  return `Diagram-Tracker-Deliveries: ${deliveries.map(({ id }) => id).join(", ")}`;
}

function push(author: string, message: string): void {
  repository.push({ author, message, files: { "notes.md": message } });
}

function isAdas(): boolean {
  return assignmentOf(repository, "G-LIN-FL", "main")?.includes("assignee: ada") ?? false;
}

/** Ada's claim, whose commit was refused before it was made. */
async function tryInVain() {
  say(repository, "ada", "/claim G-LIN-FL");
  const deliveries = await tracked.deliveries();
  tracked.github.faults.add({ match: COMMIT, answer: "secondary-limit", times: 1 });
  const { outbox } = await failureOf(tracked.handle(deliveries));
  return { deliveries, outbox };
}

describe.each(["mallory", "diagram-tracker[bot]"])("a commit that was pushed as %s", (author) => {
  test("swallows no command that is tried again", async () => {
    const { deliveries, outbox } = await tryInVain();
    push(author, `Notes\n\n${trailerOf(deliveries)}`);
    await tracked.handle(deliveries, outbox);
    expect(isAdas()).toBe(true);
    expect(replies(repository)).toHaveLength(2);
  });

  test("swallows none with the seal of another commit", async () => {
    const [, seal] = /^(Diagram-Tracker-Seal: .+)$/m.exec(repository.commits()[0]?.message ?? "") ?? [];
    expect(seal).toBeDefined();
    const { deliveries, outbox } = await tryInVain();
    push(author, `Notes\n\n${trailerOf(deliveries)}\n${seal}`);
    await tracked.handle(deliveries, outbox);
    expect(isAdas()).toBe(true);
  });

  test("swallows none that waits with another one, with the seal of that one's commit", async () => {
    say(repository, "cy", "/claim G-LIN-ST");
    const first = await tracked.deliveries();
    tracked.github.faults.add({ match: POST_COMMENT, answer: "502", when: "before", times: 1 });
    const { outbox: kept } = await failureOf(tracked.handle(first));
    const [, seal] = /^(Diagram-Tracker-Seal: .+)$/m.exec(repository.commits()[0]?.message ?? "") ?? [];
    say(repository, "ada", "/claim G-LIN-FL");
    const both = [...first, ...(await tracked.deliveries())];
    tracked.github.faults.add({ match: COMMIT, answer: "secondary-limit", times: 1 });
    const { outbox } = await failureOf(tracked.handle(both, kept));
    expect(outbox?.secret).toBe(kept?.secret);
    push(author, `Notes\n\n${trailerOf(both)}\n${seal}`);
    await tracked.handle(both, outbox);
    expect(isAdas()).toBe(true);
    expect(replies(repository)).toHaveLength(3);
  });

  test("swallows none that is heard late, by an inbox that remembers nothing", async () => {
    say(repository, "ada", "/claim G-LIN-FL");
    const deliveries = await tracked.deliveries();
    push(author, `Notes\n\n${trailerOf(deliveries)}`);
    tracked.pass(HOUR);
    await tracked.handle(deliveries);
    expect(isAdas()).toBe(true);
    expect(replies(repository)).toHaveLength(2);
  });
});

describe("our own commit, whose replies were not posted,", () => {
  async function commitOnly() {
    say(repository, "ada", "/claim next");
    const deliveries = await tracked.deliveries();
    tracked.github.faults.add({ match: POST_COMMENT, answer: "502", when: "before", times: 1 });
    const { outbox } = await failureOf(tracked.handle(deliveries));
    return { deliveries, outbox, head: repository.head() };
  }

  test("is found by its seal, whatever GitHub says of its author, without another request", async () => {
    const { deliveries, outbox, head } = await commitOnly();
    tracked.github.requests.reset();
    await tracked.handle(deliveries, outbox);
    expect(repository.head()).toBe(head);
    expect(replies(repository)).toHaveLength(2);
    expect(tracked.github.requests.count("GET /repos/{owner}/{repo}/commits")).toBe(0);
  });

  test("is found by its author where an older version planned it", async () => {
    const { deliveries, outbox, head } = await commitOnly();
    if (outbox === null) throw new Error("nothing was planned");
    const { secret: _, ...older } = outbox;
    await tracked.handle(deliveries, older);
    expect(repository.head()).toBe(head);
    expect(replies(repository)).toHaveLength(2);
  });

  test("is found by its author where no try is remembered", async () => {
    const { deliveries, head } = await commitOnly();
    tracked.pass(HOUR);
    await tracked.handle(deliveries);
    expect(repository.head()).toBe(head);
    expect(replies(repository)).toHaveLength(2);
  });
});
