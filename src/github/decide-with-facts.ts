import type { DecideInput } from "../decide/fold.ts";
import type { Missing, Plan } from "../decide/plan.ts";
import { civilDateOf } from "../domain/civil-date.ts";
import type { PersonFacts } from "../domain/roles.ts";
import type { Snapshot } from "../facts/repository-facts.ts";
import type { CheckFactsReader } from "./checks/check-facts-reader.ts";
import type { PullRequestFiles } from "./checks/pull-request-files.ts";
import type { RepositoryClient } from "./client/repository-client.ts";
import type { ExecuteParts } from "./execute-parts.ts";
import { readOnboarding } from "./onboarding/read-onboarding.ts";
import { answersOf } from "./post/reply-marker.ts";
import { readDescriptionHistories } from "./read/description-histories.ts";
import { readIssues, readLabels } from "./read/issue-facts.ts";
import { OwnComments } from "./read/own-comments.ts";
import { readPullRequests } from "./read/pull-request-facts.ts";
import { readOpenPullRequests } from "./read/read-open-pull-requests.ts";
import type { ReadSnapshot } from "./read/read-snapshot.ts";
import type { RecentWrites } from "./recent-writes.ts";

/** What reads for one batch, and remembers what it read. */
interface BatchReaders {
  readonly files: PullRequestFiles;
  /** Null where no checks are decided on. */
  readonly checks: CheckFactsReader | null;
}

/** How often a decision may ask for facts that it did not know to need. */
const ROUNDS = 10;

/**
 * Decides, reads what the decision turned out to need, and decides again from the start until it needs nothing more.
 * Without a reader of facts about checks none are decided on.
 *
 * That is another loop than the one of a head that moved (`execute.ts`): there the repository is read anew after a pause,
 * here it stays as it was read, and who only asks what would be decided (`recovery/`) needs this one alone.
 */
export async function decideWithFacts(
  { decide, people, proposer }: Pick<ExecuteParts, "decide" | "people" | "proposer">,
  repo: RepositoryClient,
  { snapshot: first, ...read }: Pick<ReadSnapshot, "snapshot" | "config" | "readStateBranch">,
  asked: Pick<DecideInput, "events" | "now" | "unanswered" | "refused" | "declined" | "newIssues">,
  { checks, files }: BatchReaders,
): Promise<Plan> {
  const known = new Map<string, PersonFacts>();
  let snapshot = checks ? { ...first, checks: checks.known } : first;
  for (let round = 0; round < ROUNDS; round++) {
    const decision = decide({ ...asked, snapshot, people: known });
    if (decision.kind === "plan") return decision.plan;
    const { missing } = decision;
    const [more, onboarding, facts] = await Promise.all([
      readMissing(repo, files, snapshot, missing, read),
      missing.onboarding &&
        readOnboarding(
          repo,
          snapshot,
          missing.onboarding,
          proposer ? { proposer, today: civilDateOf(asked.now) } : null,
        ),
      checks?.read(snapshot, missing.checks),
      ...missing.people.map(async (login) => {
        known.set(login.toLowerCase(), await people.read(repo, login, read.config.roles));
      }),
    ]);
    snapshot = {
      ...more,
      ...(facts && { checks: facts }),
      ...(missing.onboarding && { onboarding }),
    };
  }
  throw new Error(`the decision asked for more facts ${ROUNDS} times`);
}

async function readMissing(
  repo: RepositoryClient,
  files: PullRequestFiles,
  snapshot: Snapshot,
  missing: Missing,
  { config, readStateBranch }: Pick<ReadSnapshot, "config" | "readStateBranch">,
): Promise<Snapshot> {
  const [pullRequests, open, contents, patches, descriptions, stateBranch, beside] = await Promise.all([
    readPullRequests(repo, missing.pullRequests),
    missing.openPullRequests ? readOpenPullRequests(repo) : snapshot.openPullRequests,
    files.contents(snapshot, missing.contents, config),
    files.patches(snapshot, missing.patches),
    readDescriptionHistories(repo, missing.descriptions),
    missing.stateBranch ? readStateBranch() : snapshot.stateBranch,
    readBeside(repo, snapshot, missing, files.recent),
  ]);
  return {
    ...snapshot,
    pullRequests: new Map([...snapshot.pullRequests, ...files.recent.withNotices(pullRequests)]),
    openPullRequests: open,
    contents,
    patches,
    descriptions: new Map([...snapshot.descriptions, ...descriptions]),
    ...(stateBranch !== undefined && { stateBranch }),
    ...beside,
  };
}

/** Issues, the repository's labels, and what was answered on issues. */
async function readBeside(
  repo: RepositoryClient,
  { issues, labels, answered }: Snapshot,
  missing: Missing,
  recent: RecentWrites,
): Promise<Pick<Snapshot, "issues" | "labels" | "answered">> {
  const [read, named, replies] = await Promise.all([
    readIssues(repo, missing.issues),
    readLabels(repo, missing.labels),
    readAnswered(repo, missing.answered, recent),
  ]);
  const known = read?.labels ?? labels ?? { ids: new Map(), isWhole: false };
  const isMore = read !== null || named.size > 0;
  return {
    ...(read && { issues: new Map([...(issues ?? []), ...read.issues]) }),
    ...(isMore && { labels: { ...known, ids: new Map([...known.ids, ...named]) } }),
    ...(replies.size > 0 && { answered: new Map([...(answered ?? []), ...replies]) }),
  };
}

async function readAnswered(
  repo: RepositoryClient,
  asked: Missing["answered"],
  recent: RecentWrites,
): Promise<Map<number, ReadonlySet<string>>> {
  const comments = new OwnComments(repo);
  const read = asked.map(async ({ issue, since }) => {
    const keys = (await comments.on(issue, since)).flatMap(answersOf);
    return [issue, new Set([...keys, ...recent.answeredOn(issue)])] as const;
  });
  return new Map(await Promise.all(read));
}
