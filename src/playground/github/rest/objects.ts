import { signature } from "../acts/commits.ts";
import { Refused } from "../acts/refused.ts";
import { changeTree, MissingPath } from "../git/trees.ts";
import type { Repository } from "../model.ts";
import { repositoryApi } from "../shapes/repository.ts";
import { verificationJson } from "./repositories.ts";
import { defineRoutes, findRepository, type RestRequest } from "./route.ts";

/** Writing git's objects one by one; no branch moves by that. */
export const objectRoutes = defineRoutes({
  "POST /repos/{owner}/{repo}/git/trees": {
    needs: "contents:write",
    run: (request) => {
      const repository = findRepository(request);
      const sha = writeTree(repository, request.body as NewTree);
      const url = `${repositoryApi(request.world, repository)}/git/trees/${sha}`;
      return { status: 201, body: { sha, url, tree: [], truncated: false } };
    },
  },
  "POST /repos/{owner}/{repo}/git/commits": { needs: "contents:write", run: writeCommit },
});

interface NewTree {
  readonly base_tree?: string;
  readonly tree: readonly {
    readonly path: string;
    readonly mode: "100644" | "100755";
    readonly type: string;
    readonly sha?: string | null;
    readonly content?: string;
  }[];
}

function writeTree({ objects }: Repository, { base_tree, tree }: NewTree): string {
  if (base_tree !== undefined && objects.get(base_tree)?.kind !== "tree") {
    throw new Refused(422, "base_tree is not a valid tree oid");
  }
  const changes = new Map<string, { oid: string; mode: "100644" | "100755" } | null>();
  for (const { path, mode, type, sha, content } of tree) {
    if (type !== "blob" || !mode.startsWith("100")) {
      throw new Error(`the stand-in writes only files, not ${mode} at ${path}`);
    }
    if (sha === null) changes.set(path, null);
    else if (content !== undefined) changes.set(path, { oid: objects.writeBlob(content).oid, mode });
    else if (objects.get(sha ?? "")?.kind === "blob") changes.set(path, { oid: sha ?? "", mode });
    else throw new Refused(422, `tree.sha ${sha} is not a valid blob`);
  }
  try {
    return changeTree(objects, base_tree ?? null, changes).oid;
  } catch (error) {
    if (!(error instanceof MissingPath)) throw error;
    throw new Refused(422, "GitRPC::BadObjectState");
  }
}

function writeCommit(request: RestRequest) {
  const repository = findRepository(request);
  const { world, actor } = request;
  const {
    message,
    tree,
    parents = [],
  } = request.body as {
    message: string;
    tree: string;
    parents?: readonly string[];
  };
  const { objects } = repository;
  if (objects.get(tree)?.kind !== "tree") throw new Refused(422, "Tree SHA does not exist");
  for (const parent of parents) {
    if (objects.get(parent)?.kind !== "commit") {
      throw new Refused(422, "Parent SHA does not exist or is not a commit object");
    }
  }
  const by = signature(world, actor.account);
  const commit = objects.writeCommit({
    tree,
    parents,
    message,
    author: by,
    committer: by,
    // An App that names no author; a person's is not.
    signedByGitHub: actor.kind !== "user",
  });
  const api = `${repositoryApi(world, repository)}/git`;
  const url = (kind: string, sha: string) => `${api}/${kind}/${sha}`;
  return {
    status: 201,
    body: {
      sha: commit.oid,
      node_id: `C_${commit.oid}`,
      url: url("commits", commit.oid),
      message,
      tree: { sha: tree, url: url("trees", tree) },
      parents: parents.map((sha) => ({ sha, url: url("commits", sha) })),
      verification: verificationJson(commit),
    },
  };
}
