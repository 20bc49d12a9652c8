import { decide } from "../../decide/decide.ts";
import type { Missing, Plan } from "../../decide/plan.ts";
import type { PersonFacts } from "../../domain/roles.ts";
import type { TrackerEvent } from "../../facts/event.ts";
import type { PullRequestFacts } from "../../facts/pull-request-facts.ts";
import type { Snapshot } from "../../facts/repository-facts.ts";

/** What the person at the terminal knows that the payload does not say. */
export interface GivenFacts {
  /** By login in lower case. */
  readonly permissions: ReadonlyMap<string, PersonFacts["permission"]>;
  /** By number. */
  readonly pullRequests: ReadonlyMap<number, PullRequestFacts>;
  readonly filesGiven: boolean;
  readonly reviewsGiven: boolean;
}

/** Each round may ask for more; the facts of a recording are few. */
const ROUNDS = 10;

/** Decides without a network: what is asked for and not given counts as not there, and `unknown` says so. Throws where it never ends to ask. */
export function decideLocally(
  snapshot: Snapshot,
  events: readonly TrackerEvent[],
  given: GivenFacts,
  now: string,
): { readonly plan: Plan; readonly unknown: readonly string[] } {
  const people = new Map<string, PersonFacts>();
  const unknown = new Set<string>();
  let known = snapshot;
  for (let round = 0; round < ROUNDS; round++) {
    const decision = decide({ snapshot: known, events, people, now, declined: new Map() });
    if (decision.kind === "plan") {
      for (const pr of looked(known, events)) for (const one of unknownAbout(pr, given)) unknown.add(one);
      return { plan: decision.plan, unknown: [...unknown] };
    }
    for (const login of decision.missing.people) {
      const permission = given.permissions.get(login.toLowerCase());
      people.set(login.toLowerCase(), { permission: permission ?? "none", teams: [] });
      if (permission === undefined) unknown.add(saysNothingOf.person(login));
    }
    known = withPullRequests(known, decision.missing, given, unknown);
  }
  throw new Error(`the decision asked for more facts ${ROUNDS} times`);
}

function withPullRequests(
  snapshot: Snapshot,
  {
    pullRequests,
    openPullRequests,
    patches,
    descriptions,
    histories,
    issues,
    labels,
    answered,
    threads,
    accounts,
  }: Missing,
  given: GivenFacts,
  unknown: Set<string>,
): Snapshot {
  const found = pullRequests.map((number) => [number, given.pullRequests.get(number) ?? null] as const);
  for (const [number, pr] of found) if (pr === null) unknown.add(saysNothingOf.pullRequest(number, snapshot));
  for (const number of issues) unknown.add(saysNothingOf.issue(number));
  const open = [...given.pullRequests.values()].filter(({ state }) => state === "open");
  if (openPullRequests) unknown.add(saysNothingOf.openPullRequests());
  return {
    ...snapshot,
    pullRequests: new Map([...snapshot.pullRequests, ...found]),
    openPullRequests: openPullRequests ? open : snapshot.openPullRequests,
    descriptions: new Map([
      ...snapshot.descriptions,
      ...descriptions.map((number) => [number, null] as const),
    ]),
    // What Git says of a clone is nothing that a payload says.
    histories: new Map([...(snapshot.histories ?? []), ...histories.map((path) => [path, null] as const)]),
    issues: new Map([...(snapshot.issues ?? []), ...issues.map((number) => [number, null] as const)]),
    // As if the repository had them, and as if nothing had been answered.
    labels: {
      ids: new Map([
        ...(snapshot.labels?.ids ?? []),
        ...labels.map((name) => [name.toLowerCase(), name] as const),
      ]),
      isWhole: false,
    },
    answered: new Map([
      ...(snapshot.answered ?? []),
      ...answered.map(({ issue }) => [issue, new Map<string, string>()] as const),
    ]),
    // Nor what somebody is called since.
    accounts: new Map([
      ...(snapshot.accounts ?? []),
      ...accounts.map(({ id, login }) => [id, login] as const),
    ]),
    // A payload does not say that one is locked.
    threads: new Map([...(snapshot.threads ?? []), ...threads.map((number) => [number, "open"] as const)]),
    // Whose commits wait is nothing that a payload says.
    stateBranch: null,
    patches: new Map([...snapshot.patches, ...patches.map((number) => [number, null] as const)]),
  };
}

/** The pull requests that the events themselves are about. */
function looked({ pullRequests }: Snapshot, events: readonly TrackerEvent[]): PullRequestFacts[] {
  const numbers = new Set(events.flatMap((event) => (event.kind === "pull-request" ? [event.number] : [])));
  return [...numbers].flatMap((number) => pullRequests.get(number) ?? []);
}

function unknownAbout(pr: PullRequestFacts, { filesGiven, reviewsGiven }: GivenFacts): string[] {
  return [
    ...(filesGiven || pr.filesComplete ? [] : [saysNothingOf.files(pr.number)]),
    ...(reviewsGiven || pr.state === "closed" ? [] : [saysNothingOf.reviews(pr)]),
  ];
}

const saysNothingOf = {
  person: (login: string) =>
    `the permission of ${login}: it counted as none. --as ${login}=write gives one (read, triage, write, maintain or admin).`,
  pullRequest: (number: number, { repository: { owner, name } }: Snapshot) =>
    `pull request #${number}: it counted as if there were none. --pull-request FILE gives it, as \`gh api repos/${owner}/${name}/pulls/${number}\` prints it.`,
  issue: (number: number) => `issue #${number}: it counted as gone, so nothing changes beside it.`,
  openPullRequests: () =>
    "other open pull requests: only those that --pull-request FILE gives counted. It may be given several times.",
  files: (number: number) =>
    `the files that #${number} changes: it counted as changing none. --files PATH,PATH gives them.`,
  reviews: ({ number, reviews }: PullRequestFacts) =>
    `${reviews.length > 0 ? "other " : ""}reviews of #${number}: it counted as having none${reviews.length > 0 ? " but the recorded one" : ""}. --review LOGIN=approved gives one (approved, changes_requested or dismissed).`,
};
