import type { Revision } from "../../facts/revision.ts";
import { ask } from "../client/ask.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { REVISION_FIELDS, type RevisionsAnswer, revisionsOf } from "./revisions.ts";

/** Long descriptions with all their revisions are megabytes. */
const AT_ONCE = 10;

type Answer = RevisionsAnswer & {
  readonly createdAt: string;
  readonly body: string;
  readonly author: { readonly login: string; readonly __typename: string } | null;
};

/** What the descriptions of pull requests were, by number, oldest first; null: there is none of that number. */
export async function readDescriptionHistories(
  { client, repository }: RepositoryClient,
  numbers: readonly number[],
): Promise<Map<number, readonly Revision[] | null>> {
  const histories = new Map<number, readonly Revision[] | null>();
  for (let at = 0; at < numbers.length; at += AT_ONCE) {
    const some = numbers.slice(at, at + AT_ONCE);
    const declared = some.map((_, index) => `, $n${index}: Int!`).join("");
    const fields = some.map((_, index) => `pr${index}: pullRequest(number: $n${index}) { ...History }`);
    const document = `query ReadDescriptionHistories($owner: String!, $name: String!${declared}) {
  repository(owner: $owner, name: $name) { ${fields.join("\n    ")} }
}
fragment History on PullRequest { createdAt body author { login __typename } ${REVISION_FIELDS} }`;
    const variables = Object.fromEntries(some.map((number, index) => [`n${index}`, number]));
    const answer = await ask<{ readonly repository: Readonly<Record<string, Answer | null>> }>(
      client,
      document,
      { ...repository, ...variables },
    );
    for (const [index, number] of some.entries()) {
      const found = answer.repository[`pr${index}`];
      histories.set(number, found ? historyOf(found) : null);
    }
  }
  return histories;
}

function historyOf({ author, ...answer }: Answer): Revision[] {
  const editor = author && { login: author.login, type: author.__typename };
  return revisionsOf(answer, { ...answer, author: editor }).map(({ body, ...revision }) => {
    return { ...revision, body: body === null ? null : body.replace(/\r\n?/g, "\n") };
  });
}
