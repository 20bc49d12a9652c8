/**
 * The history of a text. GitHub's name for the text after an edit is `diff`, but it holds the whole text; the edits come
 * newest first, and the last of them is what was written, where `includesCreatedEdit` says so. The author, and whoever may
 * write, can take a text out of it: https://github.blog/changelog/2018-05-24-comment-edit-history/
 */
import type { Revision } from "../../facts/revision.ts";

/** Of a comment, an issue or a pull request. */
export const REVISION_FIELDS = `includesCreatedEdit lastEditedAt
    userContentEdits(first: 50) {
      nodes { editedAt diff editor { login __typename } }
      pageInfo { hasNextPage }
    }`;

export interface RevisionsAnswer {
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
  readonly editor: { readonly login: string; readonly __typename: string } | null;
}

/** Oldest first. Where the history does not go back to what was written, its first revision has no text. */
export function revisionsOf(
  answer: Partial<RevisionsAnswer>,
  written: { readonly createdAt: string; readonly author: Revision["editor"]; readonly body: string },
): readonly Revision[] {
  const { createdAt, author, body } = written;
  // Something else than the text was changed, such as whether it is shown.
  if (!answer.lastEditedAt) return [{ at: createdAt, editor: author, body }];
  const edits = (answer.userContentEdits?.nodes ?? [])
    .filter((edit) => edit !== null)
    .map(({ editedAt, diff, editor }): Revision => {
      return { at: editedAt, editor: editor && { login: editor.login, type: editor.__typename }, body: diff };
    })
    .toReversed()
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const isWhole =
    answer.includesCreatedEdit === true && answer.userContentEdits?.pageInfo.hasNextPage === false;
  return isWhole ? edits : [{ at: createdAt, editor: author, body: null }, ...edits];
}
