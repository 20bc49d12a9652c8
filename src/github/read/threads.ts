import type { ThreadState } from "../../facts/thread-facts.ts";
import { ask } from "../client/ask.ts";
import type { RepositoryClient } from "../client/repository-client.ts";

const PER_QUERY = 50;

/** Whether issues and pull requests take comments of ours: a locked one refuses an App, too. */
export async function readThreads(
  repo: RepositoryClient,
  numbers: readonly number[],
): Promise<Map<number, ThreadState>> {
  const states = new Map<number, ThreadState>();
  for (let at = 0; at < numbers.length; at += PER_QUERY) {
    const some = numbers.slice(at, at + PER_QUERY);
    const declared = some.map((_, index) => `, $t${index}: Int!`).join("");
    const fields = some.map((_, index) => `t${index}: issueOrPullRequest(number: $t${index}) { ...Thread }`);
    const document = `query ReadThreads($owner: String!, $name: String!${declared}) {
  repository(owner: $owner, name: $name) { ${fields.join(" ")} }
}
fragment Thread on IssueOrPullRequest { ... on Issue { number locked } ... on PullRequest { number locked } }`;
    const numbered = Object.fromEntries(some.map((number, index) => [`t${index}`, number]));
    const { repository } = await ask<Answer>(repo.client, document, { ...repo.repository, ...numbered });
    for (const [index, number] of some.entries()) {
      const found = repository[`t${index}`];
      // A number that leads to another one is that of an issue which was moved elsewhere.
      states.set(number, found?.number !== number ? "gone" : found.locked ? "locked" : "open");
    }
  }
  return states;
}

interface Answer {
  readonly repository: Readonly<Record<string, { readonly number: number; readonly locked: boolean } | null>>;
}
