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
import { readAccounts } from "./read/accounts.ts";
import { readDescriptionHistories } from "./read/description-histories.ts";
import { readFileHistories } from "./read/file-histories.ts";
import { readIssues, readLabels } from "./read/issue-facts.ts";
import { OwnComments } from "./read/own-comments.ts";
import { readPullRequests } from "./read/pull-request-facts.ts";
import { readOpenPullRequests } from "./read/read-open-pull-requests.ts";
import type { ReadSnapshot } from "./read/read-snapshot.ts";
import { readThreads } from "./read/threads.ts";
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
 * Without a reader of facts about checks none are decided on. Throws where it never ends to ask.
 *
 * That is another loop than the one of a head that moved (`execute.ts`): there the repository is read anew after a pause,
 * here it stays as it was read, and who only asks what would be decided (`recovery/`) needs this one alone.
 */
export async function decideWithFacts(
  { decide, people, proposer }: Pick<ExecuteParts, "decide" | "people" | "proposer">,
  repo: RepositoryClient,
  { snapshot: first, ...read }: Pick<ReadSnapshot, "snapshot" | "config" | "readStateBranch">,
  asked: Pick<
    DecideInput,
    "events" | "now" | "unanswered" | "posting" | "refused" | "declined" | "newIssues"
  >,
  { checks, files }: BatchReaders,
): Promise<Plan> {
  const known = new Map<string, PersonFacts>();
  let snapshot = checks ? { ...first, checks: checks.known } : first;
  for (let round = 0; round < ROUNDS; round++) {
    const decision = decide({ ...asked, snapshot, people: known });
    if (decision.kind === "plan") return decision.plan;
    const { missing } = decision;
    const [more, onboarding, facts] = await Promise.all([
      readMissing(repo, files, snapshot, missing, { ...read, now: asked.now }),
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
  {
    config,
    readStateBranch,
    now,
  }: Pick<ReadSnapshot, "config" | "readStateBranch"> & Pick<DecideInput, "now">,
): Promise<Snapshot> {
  const [pullRequests, open, contents, patches, descriptions, stateBranch, beside, histories] =
    await Promise.all([
      readPullRequests(repo, missing.pullRequests),
      missing.openPullRequests ? readOpenPullRequests(repo) : snapshot.openPullRequests,
      files.contents(snapshot, missing.contents, config),
      files.patches(snapshot, missing.patches),
      readDescriptionHistories(repo, missing.descriptions),
      missing.stateBranch ? readStateBranch() : snapshot.stateBranch,
      readBeside(repo, snapshot, missing, { recent: files.recent, now }),
      readFileHistories(repo, snapshot.trackerBranch, missing.histories),
    ]);
  return {
    ...snapshot,
    pullRequests: new Map([...snapshot.pullRequests, ...files.recent.withNotices(pullRequests)]),
    openPullRequests: open,
    contents,
    patches,
    descriptions: new Map([...snapshot.descriptions, ...descriptions]),
    ...(histories.size > 0 && { histories: new Map([...(snapshot.histories ?? []), ...histories]) }),
    ...(stateBranch !== undefined && { stateBranch }),
    ...beside,
  };
}

/** Issues, the repository's labels, what was answered on threads, and which of these take comments. */
async function readBeside(
  repo: RepositoryClient,
  { issues, labels, answered, threads, accounts }: Snapshot,
  missing: Missing,
  known: Recent,
): Promise<Pick<Snapshot, "issues" | "labels" | "answered" | "threads" | "accounts">> {
  const [read, named, replies, states, logins] = await Promise.all([
    readIssues(repo, missing.issues),
    readLabels(repo, missing.labels),
    readAnswered(repo, missing.answered, known),
    readThreads(repo, missing.threads),
    readAccounts(repo, missing.accounts),
  ]);
  const all = read?.labels ?? labels ?? { ids: new Map(), isWhole: false };
  const isMore = read !== null || named.size > 0;
  return {
    ...(read && { issues: new Map([...(issues ?? []), ...read.issues]) }),
    ...(isMore && { labels: { ...all, ids: new Map([...all.ids, ...named]) } }),
    ...(replies.size > 0 && { answered: new Map([...(answered ?? []), ...replies]) }),
    ...(logins.size > 0 && { accounts: new Map([...(accounts ?? []), ...logins]) }),
    ...(states.size > 0 && { threads: new Map([...(threads ?? []), ...states]) }),
  };
}

interface Recent {
  readonly recent: RecentWrites;
  /** ISO instant. */
  readonly now: string;
}

async function readAnswered(
  repo: RepositoryClient,
  asked: Missing["answered"],
  { recent, now }: Recent,
): Promise<Map<number, ReadonlyMap<string, string>>> {
  const comments = new OwnComments(repo);
  const read = asked.map(async ({ issue, since }) => {
    const justNow = recent.answeredOn(issue).map((key) => [key, now] as const);
    const posted = (await comments.since(issue, since)).flatMap(({ body, createdAt }) =>
      answersOf(body).map((key) => [key, createdAt] as const),
    );
    return [issue, new Map([...justNow, ...posted])] as const;
  });
  return new Map(await Promise.all(read));
}
