import { pathOf, type RepositoryClient } from "../client/repository-client.ts";

export interface ListedBlob {
  /** Relative to the folder. */
  readonly path: string;
  readonly oid: string;
  readonly size: number;
}

/**
 * All files of a folder and its sub-folders. GitHub cuts a recursive listing at 100,000 entries or 7 MB and says so; then
 * each sub-folder is listed by itself: https://docs.github.com/rest/git/trees#get-a-tree. Throws where one folder alone has too many.
 */
export async function readTree(repo: RepositoryClient, oid: string, prefix = ""): Promise<ListedBlob[]> {
  const whole = await list(repo, oid, true);
  if (!whole.truncated) return whole.tree.flatMap((entry) => blobOf(entry, prefix));

  const flat = await list(repo, oid, false);
  if (flat.truncated) {
    throw new Error(`GitHub does not list the whole folder ${prefix || oid}: it has too many entries`);
  }
  const files = flat.tree.flatMap((entry) => blobOf(entry, prefix));
  for (const { type, path, sha } of flat.tree) {
    if (type === "tree") files.push(...(await readTree(repo, sha, `${prefix}${path}/`)));
  }
  return files;
}

type Entry = { path: string; mode: string; type: string; sha: string; size?: number };

async function list({ client, repository }: RepositoryClient, tree_sha: string, recursive: boolean) {
  const { data } = await client.request("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
    ...pathOf(repository),
    tree_sha,
    // Any value means yes.
    ...(recursive && { recursive: "1" }),
  });
  return data;
}

/** No submodules. A link is read as the path that it holds, which no parser takes for good: nobody is given what it is about. */
function blobOf({ type, path, sha, size }: Entry, prefix: string): ListedBlob[] {
  if (type !== "blob") return [];
  return [{ path: `${prefix}${path}`, oid: sha, size: size ?? 0 }];
}
