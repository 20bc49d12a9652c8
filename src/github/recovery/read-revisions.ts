import { ACCOUNT, type AccountNode, accountOf } from "../client/account.ts";
import { ask } from "../client/ask.ts";
import type { GitHubClient } from "../client/repository-client.ts";
import type { Revision, WrittenText } from "./said-since.ts";

/**
 * GitHub's name for the text after an edit is `diff`, but it holds the whole text; the edits come newest first, and the
 * last of them is what was written, where `includesCreatedEdit` says so.
 */
const DOCUMENT = `query ReadRevisions($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Comment {
    id includesCreatedEdit lastEditedAt
    userContentEdits(first: 50) {
      nodes { editedAt diff editor { ${ACCOUNT} } }
      pageInfo { hasNextPage }
    }
  } }
}`;

interface Answer {
  readonly nodes: readonly (Partial<Node> | null)[];
}

interface Node {
  readonly id: string;
  readonly includesCreatedEdit: boolean;
  readonly lastEditedAt: string | null;
  readonly userContentEdits: {
    readonly nodes: readonly (Edit | null)[] | null;
    readonly pageInfo: { readonly hasNextPage: boolean };
  } | null;
}

interface Edit {
  readonly editedAt: string;
  readonly diff: string | null;
  readonly editor: AccountNode | null;
}

/** Fifty long texts with their histories are as much as one answer should hold. */
const TEXTS_AT_ONCE = 20;

/** The histories of texts, by their node IDs, oldest first. */
export async function readRevisions(
  client: GitHubClient,
  texts: readonly WrittenText[],
): Promise<Map<string, readonly Revision[]>> {
  const histories = new Map<string, readonly Revision[]>();
  for (let at = 0; at < texts.length; at += TEXTS_AT_ONCE) {
    const some = new Map(texts.slice(at, at + TEXTS_AT_ONCE).map((text) => [text.nodeId, text]));
    const { nodes } = await ask<Answer>(client, DOCUMENT, { ids: [...some.keys()] });
    for (const node of nodes) {
      const text = some.get(node?.id ?? "");
      if (node && text) histories.set(text.nodeId, historyOf(node, text));
    }
  }
  return histories;
}

function historyOf(node: Partial<Node>, { createdAt, author, body }: WrittenText): readonly Revision[] {
  // Something else than the text was changed, such as whether it is shown.
  if (!node.lastEditedAt) return [{ at: createdAt, editor: author, body }];
  const edits = (node.userContentEdits?.nodes ?? [])
    .filter((edit) => edit !== null)
    .map(({ editedAt, diff, editor }): Revision => {
      return { at: editedAt, editor: accountOf(editor), body: diff };
    })
    .toReversed()
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const isWhole = node.includesCreatedEdit === true && node.userContentEdits?.pageInfo.hasNextPage === false;
  return isWhole ? edits : [{ at: createdAt, editor: author, body: null }, ...edits];
}
