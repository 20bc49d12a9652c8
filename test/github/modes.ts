import { expect } from "vitest";
import type { Outbox } from "../../src/facts/batch.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { FILES, type Tracked, trackRepository } from "./tracked.ts";

export const STATE = "diagram-tracker/state";

const region = (name: string) =>
  `<!-- diagram-tracker:begin ${name} -->\n<!-- diagram-tracker:end ${name} -->\n`;
const TRACKER = `# Tracker\n\nOur prose.\n\n${region("summary")}\nMore prose.\n\n${region("details")}\nThe end.\n`;

/** A tracked repository whose configuration says how the bot commits. */
export async function trackInMode(
  config: string,
  app: NonNullable<Parameters<typeof trackRepository>[0]>["app"] = {},
): Promise<{ tracked: Tracked; repository: RepositoryHandle }> {
  const tracked = await trackRepository({
    app,
    files: { ...FILES, "TRACKER.md": TRACKER, ".github/diagram-tracker.yml": config },
  });
  const repository = tracked.github.repository("atlas/diagrams");
  repository.setPermission("rita", "write");
  repository.setPermission("maria", "admin");
  return { tracked, repository };
}

export function say(repository: RepositoryHandle, author: string, body: string, thread = 1): void {
  repository.comment({ author, thread, body });
}

/** What the bot said on a thread. */
export function replies(repository: RepositoryHandle, thread = 1): string[] {
  return repository
    .comments(thread)
    .filter(({ author }) => author === "diagram-tracker[bot]")
    .map(({ body }) => body);
}

export function assignmentOf(repository: RepositoryHandle, id: string, ref: string): string | null {
  return repository.file(`assignments/${id}.yml`, ref);
}

/** Ada and Bob claim G-LIN-FL; Ada's batch is held at the request until Bob's is done. */
export async function claimAtOnce(
  { tracked, repository }: { tracked: Tracked; repository: RepositoryHandle },
  held: string,
): Promise<void> {
  say(repository, "ada", "/claim G-LIN-FL");
  const [first] = await tracked.deliveries();
  say(repository, "bob", "/claim G-LIN-FL");
  const [second] = await tracked.deliveries();
  const gate = tracked.github.blockNext(held);
  const slow = tracked.handle(first ? [first] : []);
  await gate.arrived;
  await tracked.handle(second ? [second] : []);
  gate.release();
  await slow;
}

/** The outbox and the cause of a batch that failed. */
export async function failureOf(run: Promise<unknown>): Promise<{ outbox: Outbox | null; cause: unknown }> {
  const error: unknown = await run.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error) || !("outbox" in error)) throw new Error("the batch did not fail");
  return { outbox: error.outbox as Outbox | null, cause: error.cause };
}

/** Issues and pull requests that the bot opened. */
export function threadsOfBot({ state }: RepositoryHandle) {
  return state.threads
    .values()
    .filter(({ author }) => author.login === "diagram-tracker[bot]")
    .toArray();
}

/** Every test of a mode ends with this: valid requests, and no branch ever thrown back. */
export async function closeTracked({ github }: Tracked): Promise<void> {
  expect(github.invalidRequests).toEqual([]);
  const forced = github.webhooks.log.filter(({ payload }) => "forced" in payload && payload.forced);
  expect(forced).toEqual([]);
  await github.close();
}
