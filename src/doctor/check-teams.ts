/** Whether the teams to which the configuration gives roles can be seen. Of one that cannot, nobody is taken for a member. */
import { CONFIG_PATH, type Config } from "../domain/config.ts";
import { isRefusal, readFailure } from "../github/client/failure.ts";
import type { RepositoryClient } from "../github/client/repository-client.ts";
import { readIsInOrganization } from "../github/commit/owner.ts";
import { teamOf } from "../github/read/people.ts";
import { type Diagnosis, problem } from "./finding.ts";

const WHY = "Nobody is taken for a member of it, so its members have no role by it.";

export async function checkTeams(
  subject: string,
  repo: RepositoryClient,
  { roles }: Pick<Config, "roles">,
): Promise<Diagnosis[]> {
  const teams = [...new Set([...roles.reviewers.teams, ...roles.maintainers.teams])];
  if (teams.length === 0) return [];
  const { owner } = repo.repository;
  if (!(await readIsInOrganization(repo))) {
    const what = `\`roles\` names the ${teams.length === 1 ? "team" : "teams"} ${teams.join(", ")}, and ${owner} is no organization.`;
    const fix = `Name people in ${CONFIG_PATH} instead, under \`users\`.`;
    return [
      problem("warning", subject, { what, why: "A person has no teams, so nobody has a role by them.", fix }),
    ];
  }
  const findings: Diagnosis[] = [];
  for (const team of teams) findings.push(...(await checkTeam(subject, repo, team)));
  return findings;
}

async function checkTeam(subject: string, repo: RepositoryClient, team: string): Promise<Diagnosis[]> {
  const { org, team_slug } = teamOf(team, repo.repository.owner);
  const isOwn = org.toLowerCase() === repo.repository.owner.toLowerCase();
  try {
    await repo.client.request("GET /orgs/{org}/teams/{team_slug}", { org, team_slug });
    return [];
  } catch (error) {
    const { status } = readFailure(error);
    if (status !== 404 && !isRefusal(error)) throw error;
    const isUnknown = status === 404;
    const what = isUnknown
      ? `\`roles\` names the team ${team}, and ${org} has none of that name that the App can see.`
      : `\`roles\` names the team ${team}, and the App may not see it.`;
    const fix = !isOwn
      ? `Name a team of ${repo.repository.owner}: the App sees no others.`
      : isUnknown
        ? `Write the team's name as in its address (github.com/orgs/${org}/teams/…) into ${CONFIG_PATH}.`
        : "An owner of the organization has to grant the App “Members: Read-only”.";
    return [problem("warning", subject, { what, why: WHY, fix })];
  }
}
