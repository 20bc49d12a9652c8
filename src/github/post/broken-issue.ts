/**
 * Keeps the one issue that tells the maintainers of broken files: it is opened, brought up to date, and closed when all can be
 * read again. Repeated, it changes nothing.
 *
 * It is looked for where it may have changed: when files were pushed, once a day while it is open, and where this process knows
 * that it says something else. So a claim costs no request more, whether or not something is broken.
 */
import type { Logger } from "pino";
import { BROKEN_MARKER } from "../../decide/broken-issue.ts";
import type { MaintainersIssue } from "../../decide/plan.ts";
import { repositoryKey } from "../../domain/repository-id.ts";
import type { TrackerEvent } from "../../facts/event.ts";
import { classifyFailure } from "../client/failure.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import {
  bodyOf,
  closeIssue,
  commentOnIssue,
  findIssue,
  openMaintainersIssue,
  updateIssue,
} from "../commit/own-issue.ts";
import type { Writes } from "../writes.ts";
import type { Unwritten } from "./post-all.ts";

const KEPT = 10_000;
const HOUR_MS = 60 * 60_000;

/** What the issue of each repository said last, as far as this process knows; empty: it is closed. */
export class BrokenIssues {
  readonly #now: () => number;
  readonly #texts = new Map<string, { readonly text: string; readonly at: number }>();

  constructor({ now }: { now: () => number }) {
    this.#now = now;
  }

  /** Undefined: not known, or too long ago: another process may have opened it since. */
  of(repository: RepositoryClient["repository"]): string | undefined {
    const known = this.#texts.get(repositoryKey(repository));
    return known && (known.text !== "" || known.at + HOUR_MS > this.#now()) ? known.text : undefined;
  }

  note(repository: RepositoryClient["repository"], text: string | null): void {
    const key = repositoryKey(repository);
    this.#texts.delete(key);
    if (text === null) return;
    const [oldest] = this.#texts.keys();
    if (this.#texts.size >= KEPT && oldest !== undefined) this.#texts.delete(oldest);
    this.#texts.set(key, { text, at: this.#now() });
  }
}

export interface BrokenIssueWork {
  readonly issue: MaintainersIssue | null;
  readonly mended: string;
  readonly events: readonly TrackerEvent[];
}

/** What could not be written, to be tried again. */
export async function keepBrokenIssue(
  repo: RepositoryClient,
  { writes, known }: { readonly writes: Writes; readonly known: BrokenIssues },
  { issue, mended, events }: BrokenIssueWork,
  log: Logger,
): Promise<readonly Unwritten[]> {
  const text = issue === null ? "" : `${issue.title}\n${bodyOf(issue)}`;
  const last = known.of(repo.repository);
  if (!mayDiffer(text, last, events)) return [];
  known.note(repo.repository, null);
  try {
    if (issue === null) await close(repo, writes, mended);
    else await open(repo, writes, issue);
    known.note(repo.repository, text);
    return [];
  } catch (error) {
    if (classifyFailure(error, 0).transient) return [{ answers: [], pullRequest: null, error }];
    // Where issues are turned off nobody can be told so.
    log.warn({ err: error }, "the issue about broken files could not be kept");
    known.note(repo.repository, text);
    return [];
  }
}

/** Another process may have said something else, and a maintainer may have closed it. */
function mayDiffer(text: string, last: string | undefined, events: readonly TrackerEvent[]): boolean {
  const has = (wanted: TrackerEvent["kind"]) => events.some(({ kind }) => kind === wanted);
  if (last === undefined) return text !== "" || has("push");
  return text !== last || (text !== "" && (has("push") || has("day")));
}

async function open(repo: RepositoryClient, writes: Writes, issue: MaintainersIssue): Promise<void> {
  const found = await findIssue(repo, issue.marker);
  const recent = writes.recent.ownIssue(issue.marker);
  const known = found ?? (recent === null ? null : { number: recent });
  if (known !== null) return updateIssue(repo, known, issue);
  await writes.once("broken files", async () => {
    writes.recent.noteOwnIssue(issue.marker, await openMaintainersIssue(repo, issue));
  });
}

async function close(repo: RepositoryClient, writes: Writes, mended: string): Promise<void> {
  const known = await findIssue(repo, BROKEN_MARKER);
  const number =
    known === null ? writes.recent.ownIssue(BROKEN_MARKER) : known.state === "OPEN" ? known.number : null;
  if (number === null) return;
  const isPosted = known?.comments.nodes?.some((last) => last?.viewerDidAuthor && last.body === mended);
  if (!isPosted) await writes.once(`mended ${number}`, () => commentOnIssue(repo, number, mended));
  await closeIssue(repo, number);
}
