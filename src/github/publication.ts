import type { SnapshotAnswer, StandingAnswer, StateAnswer } from "./ask-for-snapshot.ts";
import type { Publication, Standing } from "./target.ts";
import { hasTrailer } from "./trailer.ts";

/** What the snapshot's query said about the standing pull request and how it may be merged. */
export function readPublication(
  base: string,
  state: StateAnswer | null,
  { repository }: SnapshotAnswer,
): Omit<Publication, "isPending"> {
  const [open = null] = state?.standing?.nodes ?? [];
  const [merged = null] = state?.merged?.nodes ?? [];
  return {
    base,
    standing: open && readStanding(open, merged?.headRefOid ?? null),
    autoMerge: repository.autoMergeAllowed ? methodOf(repository) : null,
  };
}

function methodOf(allowed: SnapshotAnswer["repository"]): Publication["autoMerge"] {
  if (allowed.mergeCommitAllowed) return "MERGE";
  return allowed.squashMergeAllowed ? "SQUASH" : allowed.rebaseMergeAllowed ? "REBASE" : null;
}

function readStanding(open: StandingAnswer, mergedHead: string | null): Standing {
  const commits = (open.commits.nodes ?? []).flatMap((node) => (node ? [node.commit] : []));
  // After a squash GitHub lists again what is merged already.
  const since = commits.slice(commits.findIndex(({ oid }) => oid === mergedHead) + 1);
  return {
    id: open.id,
    number: open.number,
    body: open.body.replace(/\r\n?/g, "\n").trim(),
    isOurs: open.viewerDidAuthor,
    isAutoMerging: open.autoMergeRequest !== null,
    head: open.headRefOid,
    messages: since.map(({ message }) => message).filter(hasTrailer),
  };
}
