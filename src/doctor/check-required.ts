/** Whether the checks that a branch waits for can be passed by anybody but the App. */
import { CHECK_NAMES } from "../facts/check-kind.ts";
import { CHECK_SOURCES, type CheckSource, checkSourceOf } from "../gates/check-sources.ts";
import { readRequiredChecks } from "../github/checks/required-checks.ts";
import type { RepositoryClient } from "../github/client/repository-client.ts";
import { type Diagnosis, ok, problem } from "./finding.ts";

const FIX =
  "Choose the App as the check's source in that rule (Settings → Rules → Rulesets, or Settings → Branches): only an App's check is safe to require.";

/** All rules have to be passed: one that waits for another App stops everything, and one that waits for ours is enough. */
const DECISIVE: readonly CheckSource[] = ["other", "app", "actions", "any"];

/** Nothing is said of checks that are not required. */
export async function checkRequired(
  subject: string,
  repo: RepositoryClient,
  { branch, appId }: { branch: string; appId: number },
): Promise<Diagnosis[]> {
  const required = await readRequiredChecks(repo, branch);
  return Object.values(CHECK_NAMES).flatMap((name): Diagnosis[] => {
    const rules = required.filter((one) => one.name === name);
    const sources = rules.map(({ pinned }) => checkSourceOf(pinned, appId));
    const found = DECISIVE.find((one) => sources.includes(one));
    if (found === undefined) return [];
    const { name: from, passedBy, isSafe } = CHECK_SOURCES[found];
    if (isSafe) return [ok(subject, `${branch} requires ${name} from ${from}: it is passed by ${passedBy}.`)];
    const severity = found === "other" ? "error" : "warning";
    const what = `${branch} requires ${name} from ${from}.`;
    return [problem(severity, subject, { what, why: `It is passed by ${passedBy}.`, fix: FIX })];
  });
}
