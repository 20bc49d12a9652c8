import type { Commit, Signature } from "../git/objects.ts";
import { isoSeconds } from "./time.ts";

/** A commit as the events about checks have it. */
export function headCommitJson({ oid, tree, message, author, committer }: Commit) {
  const person = ({ name, email }: Signature) => ({ name, email });
  return {
    id: oid,
    tree_id: tree,
    message,
    timestamp: isoSeconds(committer.at * 1000),
    author: person(author),
    committer: person(committer),
  };
}
