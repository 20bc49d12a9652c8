import { asRead, resolveRevision } from "../acts/revisions.ts";
import { commitsSince, isAncestor, mergeBase, walkHistory, walkPathHistory } from "../git/history.ts";
import type { Blob, Commit, Signature, Tree } from "../git/objects.ts";
import { findEntry } from "../git/trees.ts";
import type { Repository } from "../model.ts";
import { repositoryPage } from "../shapes/repository.ts";
import { isoSeconds } from "../shapes/time.ts";
import { checkSuites } from "./check-fields.ts";
import { type PageArguments, pageOf } from "./connection.ts";
import { type Order, pullAt, pullsOf } from "./pull-list.ts";
import { type At, type EntryAt, type FieldResolvers, objectAt, refuseArguments } from "./resolver.ts";

/** `Blob.text` ends here without a word but `isTruncated`. */
const longestText = 512_000;

type CommitAt = At<Commit>;
type RefAt = At<{ readonly name: string; readonly oid: string; readonly prefix: string }>;

const common: FieldResolvers<At<{ readonly oid: string; readonly kind: string }>> = {
  id: ({ value }) => `${value.kind[0]?.toUpperCase()}_${value.oid}`,
  oid: ({ value }) => value.oid,
  abbreviatedOid: ({ value }) => value.oid.slice(0, 7),
  repository: ({ repository }) => repository,
};

export const ref: FieldResolvers<RefAt> = {
  id: ({ repository, value }) => `REF_${repository.id}_${value.name}`,
  name: ({ value }) => value.name,
  prefix: ({ value }) => value.prefix,
  target: ({ repository, value }) => objectAt(repository, repository.objects.get(value.oid)),
  repository: ({ repository }) => repository,
  compare: ({ repository, value }, { headRef }: { headRef: string }) => {
    const head = resolveRevision(asRead(repository), headRef);
    return head?.kind === "commit" ? comparison(repository, value.oid, head.oid) : null;
  },
  associatedPullRequests: (
    { repository, value },
    args: PageArguments & { states?: string[]; baseRefName?: string; orderBy?: Order },
  ) => {
    const own = pullsOf(repository, args).filter(
      ({ pull: { head } }) => head.branch === value.name && !head.isFork,
    );
    return pageOf("associatedPullRequests", own, args, (thread) => pullAt(repository, thread));
  },
};

/** What `head` has that `base` has not, and the other way round. */
function comparison({ objects }: Repository, base: string, head: string) {
  const ancestor = mergeBase(objects, base, head);
  const since = (from: string, to: string) => [...commitsSince(objects, from, to)].length;
  return ancestor === null ? null : { ancestor, aheadBy: since(base, head), behindBy: since(head, base) };
}

export const commit: FieldResolvers<CommitAt> = {
  ...common,
  message: ({ value }) => value.message,
  messageHeadline: ({ value }) => value.message.split("\n", 1)[0],
  messageBody: ({ value }) => value.message.split("\n").slice(1).join("\n").trim(),
  committedDate: ({ value }) => isoSeconds(value.committer.at * 1000),
  authoredDate: ({ value }) => isoSeconds(value.author.at * 1000),
  author: ({ value }) => value.author,
  committer: ({ value }) => value.committer,
  tree: ({ repository, value }) => objectAt(repository, repository.objects.get(value.tree)),
  url: ({ repository, value }, _, { world }) => `${repositoryPage(world, repository)}/commit/${value.oid}`,
  parents: ({ repository, value }, args: PageArguments) =>
    pageOf("parents", value.parents, args, (oid) => objectAt(repository, repository.objects.get(oid))),
  file: ({ repository, value }, { path }: { path: string }) =>
    entryAt({ repository, tree: value.tree }, path),
  checkSuites,
  // On the default branch the merged one that brought it, else also the open ones that have it.
  associatedPullRequests: ({ repository, value }, args: PageArguments & { orderBy?: Order }) => {
    const main = repository.branches.get(repository.defaultBranch);
    const isIn = (head: string) => isAncestor(repository.objects, value.oid, head);
    const isHome = main !== undefined && isIn(main);
    const those = pullsOf(repository, args).filter(
      ({ state, pull }) => (pull.merged !== null || (state === "open" && !isHome)) && isIn(pull.head.oid),
    );
    return pageOf("associatedPullRequests", those, args, (thread) => pullAt(repository, thread));
  },
  history: (
    { repository, value },
    args: PageArguments & { since?: string; until?: string; path?: string },
  ) => {
    const { first, last, after, before, since, until, path, ...others } = args;
    refuseArguments("Commit", "history", others);
    const from = since ? Date.parse(since) / 1000 : 0;
    const to = until ? Date.parse(until) / 1000 : Number.POSITIVE_INFINITY;
    const { objects } = repository;
    const all =
      path === undefined ? walkHistory(objects, value.oid) : walkPathHistory(objects, value.oid, path);
    const commits = [...all].filter(({ committer }) => committer.at >= from && committer.at <= to);
    return pageOf("history", commits, args, (found) => objectAt(repository, found));
  },
};

export const gitActor: FieldResolvers<Signature> = {
  name: ({ name }) => name,
  email: ({ email }) => email,
  date: ({ at }) => isoSeconds(at * 1000),
  user: ({ email }, _, { world }) => {
    const account = world.findByEmail(email);
    return account === undefined ? null : { ...account, __typename: "User" };
  },
};

export const tree: FieldResolvers<At<Tree>> = {
  ...common,
  entries: ({ repository, value }) =>
    value.entries.map((entry) => ({ repository, value: entry, path: entry.name })),
};

export const treeEntry: FieldResolvers<EntryAt> = {
  name: ({ value }) => value.name,
  path: ({ path }) => path,
  oid: ({ value }) => value.oid,
  mode: ({ value }) => Number.parseInt(value.mode, 8),
  type: ({ value }) => typeOf(value.mode),
  size: ({ repository, value }) =>
    typeOf(value.mode) === "blob" ? repository.objects.blob(value.oid).bytes.length : 0,
  object: ({ repository, value }) => objectAt(repository, repository.objects.get(value.oid)),
};

export const blob: FieldResolvers<At<Blob>> = {
  ...common,
  byteSize: ({ value }) => value.bytes.length,
  isBinary: ({ value }) => isBinary(value.bytes),
  isTruncated: ({ value }) => value.bytes.length > longestText,
  text: ({ value }) => (isBinary(value.bytes) ? null : cutText(value.bytes)),
};

function entryAt(
  { repository, tree: root }: { repository: EntryAt["repository"]; tree: string },
  path: string,
) {
  const value = findEntry(repository.objects, root, path);
  return value === undefined ? null : { repository, value, path };
}

/** A submodule is a commit of another repository: the entry has its name, and no object. */
function typeOf(mode: EntryAt["value"]["mode"]): "tree" | "commit" | "blob" {
  if (mode === "40000") return "tree";
  return mode === "160000" ? "commit" : "blob";
}

/** As git decides: a zero byte near the beginning. */
function isBinary(bytes: Buffer): boolean {
  return bytes.subarray(0, 8000).includes(0);
}

function cutText(bytes: Buffer): string {
  if (bytes.length <= longestText) return bytes.toString("utf8");
  // Not in the middle of a character.
  let end = longestText;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end).toString("utf8");
}
