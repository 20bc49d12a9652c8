/** Whether everybody whom the configuration names as a reviewer can be asked on GitHub. */
import { CONFIG_PATH, type Config } from "../domain/config.ts";
import { readFailure } from "../github/client/failure.ts";
import { pathOf, type RepositoryClient } from "../github/client/repository-client.ts";
import { type Diagnosis, problem } from "./finding.ts";

export async function checkReviewers(
  subject: string,
  { client, repository }: RepositoryClient,
  { reviewers }: Pick<Config, "reviewers">,
): Promise<Diagnosis[]> {
  const strangers: string[] = [];
  for (const { login: username } of reviewers) {
    try {
      const where = { ...pathOf(repository), username };
      await client.request("GET /repos/{owner}/{repo}/collaborators/{username}", where);
    } catch (error) {
      if (readFailure(error).status !== 404) throw error;
      strangers.push(username);
    }
  }
  if (strangers.length === 0) return [];
  const what = `\`reviewers\` names ${strangers.join(", ")}, and GitHub lets only collaborators be asked for a review.`;
  const why = "Diagrams are given to them for review, and GitHub does not tell them.";
  const fix = `Give them access to the repository (to read is enough), or take them out of ${CONFIG_PATH}.`;
  return [problem("warning", subject, { what, why, fix })];
}
