/** Every account that the App is installed for, and every repository that it reaches there. */
import type { GitHubClient } from "../github/client/repository-client.ts";
import { listInstallations, readRepositories } from "../github/read-installations.ts";
import { definite } from "./check-app.ts";
import { checkGrants, type Grants } from "./check-grants.ts";
import { checkRepository } from "./check-repository.ts";
import { type Diagnosis, problem } from "./finding.ts";

export interface InstallationParts {
  readonly app: GitHubClient;
  readonly clientFor: (installationId: number) => Promise<GitHubClient>;
  readonly appId: number;
  readonly wanted: Grants;
  readonly now: () => number;
}

export async function checkInstallations(parts: InstallationParts, settings: string): Promise<Diagnosis[]> {
  const installations = await listInstallations(parts.app);
  if (installations.length === 0) {
    const what = "The App is installed nowhere.";
    const fix = `Install it: ${settings}/installations.`;
    return [problem("warning", "app", { what, why: "There is no repository to work for.", fix })];
  }
  const findings: Diagnosis[] = [];
  for (const { id, account, html_url, suspended_at, permissions, events } of installations) {
    const subject = account !== null && "login" in account ? account.login : `installation ${id}`;
    if (suspended_at) {
      const what = `Its owner suspended the App at ${suspended_at}.`;
      const fix = `An owner can lift that on ${html_url}.`;
      findings.push(problem("warning", subject, { what, why: "Nothing is heard or answered there.", fix }));
      continue;
    }
    const fix = `An owner has to agree to what the App asks for: ${html_url}/permissions/update.`;
    findings.push(...checkGrants(subject, parts.wanted, { permissions: definite(permissions), events }, fix));
    const client = await parts.clientFor(id);
    for (const { repository } of await readRepositories(client)) {
      findings.push(...(await checkRepository({ client, repository }, parts)));
    }
  }
  return findings;
}
