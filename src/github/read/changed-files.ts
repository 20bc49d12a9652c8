import type { ChangedFile } from "../../facts/pull-request-facts.ts";
import { pathOf } from "../client/repository-client.ts";
import type { OnePullRequest } from "./more-pages.ts";

export type FileNode = { readonly path: string; readonly changeType: string };

const FILES_PER_PAGE = 100;

/** The files of a pull request; what one was renamed from is removed. */
export async function changedFiles(more: OnePullRequest, nodes: readonly FileNode[]): Promise<ChangedFile[]> {
  return withLeftPaths(nodes.map(changedFile), await readLeftPaths(more, nodes));
}

export function changedFile({ path, changeType }: FileNode): ChangedFile {
  const changes: Readonly<Record<string, ChangedFile["change"]>> = {
    ADDED: "added",
    COPIED: "added",
    DELETED: "removed",
    RENAMED: "renamed",
  };
  return { path, change: changes[changeType] ?? "modified" };
}

/** What a file was renamed from is gone there. */
function withLeftPaths(files: readonly ChangedFile[], left: ReadonlyMap<string, string>): ChangedFile[] {
  const moved = files.map((file) => {
    const previousPath = left.get(file.path);
    return previousPath === undefined ? file : { ...file, previousPath };
  });
  return [...moved, ...[...left.values()].map((path) => ({ path, change: "removed" as const }))];
}

/**
 * Where renamed files were before, by where they are now: GraphQL tells only where they are now. For the campaign an assignment that is moved out
 * of its folder is removed, whatever it is called from then on.
 */
async function readLeftPaths(
  { repo: { client, repository }, number: pull_number }: OnePullRequest,
  nodes: readonly FileNode[],
): Promise<ReadonlyMap<string, string>> {
  const left = new Map<string, string>();
  const renamed = nodes.filter(({ changeType }) => changeType === "RENAMED").length;
  for (let page = 1; left.size < renamed; page++) {
    const { data } = await client.request("GET /repos/{owner}/{repo}/pulls/{pull_number}/files", {
      ...pathOf(repository),
      pull_number,
      per_page: FILES_PER_PAGE,
      page,
    });
    for (const { status, filename, previous_filename: from } of data) {
      if (status === "renamed" && from !== undefined) left.set(filename, from);
    }
    if (data.length < FILES_PER_PAGE) break;
  }
  return left;
}
