import type { GitObject } from "../git/objects.ts";
import { findEntry } from "../git/trees.ts";
import type { Repository } from "../model.ts";

type Refs = Pick<Repository, "objects" | "threads" | "defaultBranch"> & {
  readonly branches: ReadonlyMap<string, string>;
};

/** The repository as a read over the API finds it: users saw GitHub's reads lag half a minute behind its writes. */
export function asRead(repository: Repository): Refs {
  const { objects, threads, defaultBranch, branches, lag } = repository;
  return { objects, threads, defaultBranch, branches: lag?.branches ?? branches };
}

/** Those comments, issues or check runs that a read over the API shows by now. */
export function visibleToReads<T extends { readonly id: number }>(
  { lag }: Repository,
  all: Iterable<T>,
): T[] {
  return [...all].filter(({ id }) => lag === null || id <= lag.newestId);
}

/** The commit that a full name (`refs/heads/main`, `refs/pull/1/head`) points to, or null. */
export function resolveRef(repository: Refs, ref: string): string | null {
  if (ref.startsWith("refs/heads/")) return repository.branches.get(ref.slice("refs/heads/".length)) ?? null;
  const number = /^refs\/pull\/(\d+)\/head$/.exec(ref)?.[1];
  return repository.threads.get(Number(number))?.pull?.head.oid ?? null;
}

/** What an expression like `main`, an OID, `HEAD:catalog` or `<sha>:path/to/file` names, or null. */
export function resolveRevision(repository: Refs, expression: string): GitObject | null {
  const colon = expression.indexOf(":");
  const name = colon < 0 ? expression : expression.slice(0, colon);
  const start = resolveName(repository, name);
  if (start === null || colon < 0) return start;
  const root = start.kind === "commit" ? start.tree : start.oid;
  const entry = findEntry(repository.objects, root, expression.slice(colon + 1));
  return entry === undefined ? null : (repository.objects.get(entry.oid) ?? null);
}

function resolveName(repository: Refs, name: string): GitObject | null {
  const branch = name === "HEAD" ? repository.defaultBranch : name;
  const oid =
    repository.branches.get(branch) ??
    resolveRef(repository, name) ??
    resolveRef(repository, `refs/${name}`) ??
    name;
  return repository.objects.get(oid) ?? null;
}
