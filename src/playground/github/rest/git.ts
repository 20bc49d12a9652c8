import { setBranch } from "../acts/commits.ts";
import { refuseProtected } from "../acts/protection.ts";
import { Refused } from "../acts/refused.ts";
import { asRead, resolveRef, resolveRevision } from "../acts/revisions.ts";
import { isAncestor } from "../git/history.ts";
import type { TreeEntry } from "../git/objects.ts";
import { walkTree } from "../git/trees.ts";
import type { Repository } from "../model.ts";
import { repositoryApi } from "../shapes/repository.ts";
import type { World } from "../world.ts";
import { defineRoutes, findRepository, notFound, type RestRequest } from "./route.ts";

/** A recursive listing stops here and says `truncated`. */
const mostEntries = 100_000;

export const gitRoutes = defineRoutes({
  "GET /repos/{owner}/{repo}/git/trees/{tree_sha}": { needs: "contents:read", run: readTree },
  "GET /repos/{owner}/{repo}/git/blobs/{file_sha}": {
    needs: "contents:read",
    run: (request) => {
      const repository = findRepository(request);
      const blob = repository.objects.get(request.params["file_sha"] ?? "");
      if (blob?.kind !== "blob") throw notFound();
      return {
        status: 200,
        body: {
          sha: blob.oid,
          node_id: `B_${blob.oid}`,
          size: blob.bytes.length,
          url: `${repositoryApi(request.world, repository)}/git/blobs/${blob.oid}`,
          content: wrapBase64(blob.bytes),
          encoding: "base64",
        },
      };
    },
  },
  "GET /repos/{owner}/{repo}/git/ref/{ref}": {
    needs: "contents:read",
    run: (request) => {
      const repository = findRepository(request);
      const ref = `refs/${request.params["ref"]}`;
      const oid = resolveRef(asRead(repository), ref);
      if (oid === null) throw notFound();
      return { status: 200, body: refJson(request.world, repository, ref, oid) };
    },
  },
  "POST /repos/{owner}/{repo}/git/refs": {
    needs: "contents:write",
    run: (request) => {
      const repository = findRepository(request);
      const { ref, sha } = request.body as { ref: string; sha: string };
      if (resolveRef(repository, ref) !== null) throw new Refused(422, "Reference already exists");
      if (repository.objects.get(sha)?.kind !== "commit") throw new Refused(422, "Object does not exist");
      const branch = branchOf(ref);
      setBranch(request.world, repository, { branch, to: sha, sender: request.actor.account });
      return { status: 201, body: refJson(request.world, repository, ref, sha) };
    },
  },
  "PATCH /repos/{owner}/{repo}/git/refs/{ref}": { needs: "contents:write", run: moveRef },
  "DELETE /repos/{owner}/{repo}/git/refs/{ref}": {
    needs: "contents:write",
    run: (request) => {
      const repository = findRepository(request);
      const branch = branchOf(`refs/${request.params["ref"]}`);
      if (!repository.branches.has(branch)) throw new Refused(422, "Reference does not exist");
      setBranch(request.world, repository, { branch, to: null, sender: request.actor.account });
      return { status: 204, body: null };
    },
  },
});

/** Only forward, unless forced. */
function moveRef(request: RestRequest) {
  const repository = findRepository(request);
  const { sha, force = false } = request.body as { sha: string; force?: boolean };
  const ref = `refs/${request.params["ref"]}`;
  const branch = branchOf(ref);
  const now = repository.branches.get(branch);
  if (now === undefined) throw new Refused(422, "Reference does not exist");
  if (repository.objects.get(sha)?.kind !== "commit") throw new Refused(422, "Object does not exist");
  refuseProtected(repository, branch, request.actor.kind === "installation");
  if (!force && !isAncestor(repository.objects, now, sha)) {
    throw new Refused(422, "Update is not a fast forward");
  }
  setBranch(request.world, repository, { branch, to: sha, sender: request.actor.account, forced: force });
  return { status: 200, body: refJson(request.world, repository, ref, sha) };
}

function readTree(request: RestRequest) {
  const { world, params, query } = request;
  const repository = findRepository(request);
  const found = resolveRevision(asRead(repository), params["tree_sha"] ?? "");
  if (found === null || found.kind === "blob") throw notFound();
  const root = found.kind === "commit" ? found.tree : found.oid;
  const { objects } = repository;
  const entries: (TreeEntry & { path: string })[] = [];
  let truncated = false;
  // Whatever value `recursive` has, even "false", asks for the whole tree.
  const all =
    query["recursive"] !== undefined
      ? walkTree(objects, root)
      : objects.tree(root).entries.map((entry) => ({ ...entry, path: entry.name }));
  for (const entry of all) {
    truncated = entries.length === mostEntries;
    if (truncated) break;
    entries.push(entry);
  }
  const api = `${repositoryApi(world, repository)}/git`;
  const tree = entries.map(({ path, mode, oid }) =>
    mode === "40000"
      ? { path, mode: "040000", type: "tree", sha: oid, url: `${api}/trees/${oid}` }
      : mode === "160000"
        ? { path, mode, type: "commit", sha: oid }
        : {
            path,
            mode,
            type: "blob",
            sha: oid,
            size: objects.blob(oid).bytes.length,
            url: `${api}/blobs/${oid}`,
          },
  );
  return { status: 200, body: { sha: root, url: `${api}/trees/${root}`, tree, truncated } };
}

function branchOf(ref: string): string {
  if (!ref.startsWith("refs/heads/")) throw new Refused(422, "Reference does not exist");
  return ref.slice("refs/heads/".length);
}

function refJson(world: World, repository: Repository, ref: string, sha: string) {
  const api = `${repositoryApi(world, repository)}/git`;
  const object = { type: "commit", sha, url: `${api}/commits/${sha}` };
  return { ref, node_id: `REF_${ref}`, url: `${api}/${ref}`, object };
}

/** GitHub breaks base64 into lines of 60 characters. */
export function wrapBase64(bytes: Buffer): string {
  return bytes.toString("base64").replace(/(.{60})/g, "$1\n");
}
