import type { Revision } from "../../facts/revision.ts";
import { ask } from "../client/ask.ts";
import type { GitHubClient } from "../client/repository-client.ts";
import { REVISION_FIELDS, type RevisionsAnswer, revisionsOf } from "../read/revisions.ts";
import type { WrittenText } from "./comments-since.ts";

const DOCUMENT = `query ReadRevisions($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Comment { id ${REVISION_FIELDS} } }
}`;

interface Answer {
  readonly nodes: readonly (Partial<RevisionsAnswer & { readonly id: string }> | null)[];
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
      if (node && text) histories.set(text.nodeId, revisionsOf(node, text));
    }
  }
  return histories;
}
