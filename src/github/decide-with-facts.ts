import type { DecideInput } from "../decide/fold.ts";
import type { Missing, Plan } from "../decide/plan.ts";
import { DEFAULT_CONFIG } from "../domain/config.ts";
import { readConfig } from "../domain/repository-state.ts";
import type { PersonFacts } from "../domain/roles.ts";
import type { Snapshot } from "../facts/repository-facts.ts";
import type { CheckDesk } from "./checks/check-desk.ts";
import type { RepositoryClient } from "./client.ts";
import type { ExecuteParts } from "./execute.ts";
import { readPullRequests } from "./pull-request-facts.ts";
import { readOpenPullRequests } from "./read-open-pull-requests.ts";
import type { ReadSnapshot } from "./read-snapshot.ts";

/** How often a decision may ask for facts that it did not know to need. */
const ROUNDS = 10;

/**
 * Decides, reads what the decision turned out to need, and decides again from the start until it needs nothing more.
 * Without a desk for checks none are decided on.
 */
export async function decideWithFacts(
  { decide, people }: Pick<ExecuteParts, "decide" | "people">,
  repo: RepositoryClient,
  { snapshot: first }: ReadSnapshot,
  asked: Pick<DecideInput, "events" | "now" | "unanswered">,
  checks: CheckDesk | null = null,
): Promise<Plan> {
  const known = new Map<string, PersonFacts>();
  let snapshot = checks ? { ...first, checks: checks.known } : first;
  for (let round = 0; round < ROUNDS; round++) {
    const decision = decide({ ...asked, snapshot, people: known });
    if (decision.kind === "plan") return decision.plan;
    const { missing } = decision;
    const config = configOf(snapshot);
    const { roles } = config;
    const [more, facts] = await Promise.all([
      readMissing(repo, snapshot, missing),
      checks?.read(snapshot, missing.checks, config),
      ...missing.people.map(async (login) => {
        known.set(login.toLowerCase(), await people.read(repo, login, roles));
      }),
    ]);
    snapshot = facts ? { ...more, checks: facts } : more;
  }
  throw new Error(`the decision asked for more facts ${ROUNDS} times`);
}

async function readMissing(repo: RepositoryClient, snapshot: Snapshot, missing: Missing): Promise<Snapshot> {
  const [pullRequests, open] = await Promise.all([
    readPullRequests(repo, missing.pullRequests),
    missing.openPullRequests ? readOpenPullRequests(repo) : snapshot.openPullRequests,
  ]);
  return {
    ...snapshot,
    pullRequests: new Map([...snapshot.pullRequests, ...pullRequests]),
    openPullRequests: open,
  };
}

export function configOf({ files }: Snapshot) {
  const parsed = readConfig(files.config);
  return parsed.ok ? parsed.value : DEFAULT_CONFIG;
}
