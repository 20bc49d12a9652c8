/** Whether what is shown beside diagrams' issues can be shown: their labels, and the issues themselves. */
import { CONFIG_PATH, type Config } from "../domain/config.ts";
import { statusLabels } from "../domain/issues-config.ts";
import { readRepositoryState } from "../domain/repository-state.ts";
import type { RepositoryFiles } from "../domain/source-file.ts";
import type { RepositoryClient } from "../github/client/repository-client.ts";
import { readIssues, readLabels } from "../github/read/issue-facts.ts";
import { type Diagnosis, problem } from "./finding.ts";

/** So many issues are looked at; who has more of them knows what happens there. */
const ISSUES = 200;

export async function checkIssues(
  subject: string,
  repo: RepositoryClient,
  { config, files }: { readonly config: Config; readonly files: RepositoryFiles },
): Promise<Diagnosis[]> {
  const owners = new Map<number, string[]>();
  for (const [id, { assignment }] of readRepositoryState(files).assignments) {
    const { issue } = assignment;
    if (issue !== undefined) owners.set(issue, [...(owners.get(issue) ?? []), id]);
  }
  if (owners.size === 0) return [];
  return [
    ...(await checkLabels(subject, repo, config)),
    ...checkOwners(subject, owners),
    ...(await checkGone(subject, repo, owners)),
  ];
}

async function checkLabels(
  subject: string,
  repo: RepositoryClient,
  { issues }: Config,
): Promise<Diagnosis[]> {
  const names = statusLabels(issues).map(({ name }) => name);
  const ids = await readLabels(repo, names);
  const missing = names.filter((name) => ids.get(name.toLowerCase()) == null);
  if (missing.length === 0) return [];
  const what = `The repository has no label ${missing.map((name) => `\`${name}\``).join(", ")}.`;
  const why =
    "Somebody renamed or deleted it, and the bot does not fight over that: these statuses are not shown.";
  const fix = `Put the names that they have now into \`issues.labels\` of ${CONFIG_PATH}. Or make them again: by hand, or with the next \`/issues\`.`;
  return [problem("warning", subject, { what, why, fix })];
}

function checkOwners(subject: string, owners: ReadonlyMap<number, readonly string[]>): Diagnosis[] {
  return [...owners].flatMap(([number, [first, ...others]]) => {
    if (others.length === 0) return [];
    const what = `${[first, ...others].join(", ")} name one issue, #${number}.`;
    const why = `It shows ${first} only.`;
    const fix = "Take `issue:` out of the other files.";
    return [problem("warning", subject, { what, why, fix })];
  });
}

async function checkGone(
  subject: string,
  repo: RepositoryClient,
  owners: ReadonlyMap<number, readonly string[]>,
): Promise<Diagnosis[]> {
  const read = await readIssues(repo, [...owners.keys()].slice(0, ISSUES));
  const gone = [...(read?.issues ?? [])].flatMap(([number, facts]) => (facts === null ? [number] : []));
  if (gone.length === 0) return [];
  const named = gone.map((number) => `#${number} of ${owners.get(number)?.join(", ")}`);
  const what = `${gone.length === 1 ? "An issue is" : "Issues are"} gone: ${named.join("; ")}.`;
  const why = "Nothing is shown for these diagrams, and /issues opens none while their files name one.";
  const fix =
    "Claim the diagram on another issue whose title names it, or take `issue:` out of its file and comment `/issues ID`.";
  return [problem("warning", subject, { what, why, fix })];
}
