import { commitAuthor } from "../acts/commits.ts";
import { Refused } from "../acts/refused.ts";
import { asRead, resolveRevision } from "../acts/revisions.ts";
import { walkHistory } from "../git/history.ts";
import type { Commit } from "../git/objects.ts";
import { findEntry } from "../git/trees.ts";
import type { Repository } from "../model.ts";
import { accountJson } from "../shapes/account.ts";
import { repositoryApi, repositoryJson, repositoryPage } from "../shapes/repository.ts";
import { isoSeconds } from "../shapes/time.ts";
import type { World } from "../world.ts";
import { wrapBase64 } from "./git.ts";
import { defineRoutes, findRepository, notFound, paginate, type RestRequest } from "./route.ts";

export const repositoryRoutes = defineRoutes({
  "GET /repos/{owner}/{repo}": {
    needs: "metadata:read",
    run: (request) => ({ status: 200, body: repositoryJson(request.world, findRepository(request)) }),
  },
  "GET /repos/{owner}/{repo}/activity": { needs: "contents:read", run: listActivity },
  "GET /repos/{owner}/{repo}/contents/{path}": { needs: "contents:read", run: readContents },
  "GET /repos/{owner}/{repo}/commits": { needs: "contents:read", run: listCommits },
  "GET /repos/{owner}/{repo}/branches/{branch}": {
    needs: "contents:read",
    run: (request) => {
      const repository = findRepository(request);
      const name = request.params["branch"] ?? "";
      const oid = asRead(repository).branches.get(name);
      if (oid === undefined) throw notFound();
      const commit = commitJson(request.world, repository, repository.objects.commit(oid));
      const found = repository.protections.get(name);
      const protection_url = `${repositoryApi(request.world, repository)}/branches/${name}/protection`;
      // As much of classic protection as may be seen without the right to administer.
      const required_status_checks =
        found?.kind === "classic" && found.requiredChecks.length > 0
          ? {
              enforcement_level: "everyone",
              contexts: found.requiredChecks,
              checks: found.requiredChecks.map((context) => ({ context, app_id: found.checksFrom })),
            }
          : { enforcement_level: "off", contexts: [], checks: [] };
      const protection = { enabled: found?.kind === "classic", required_status_checks };
      return {
        status: 200,
        body: { name, commit, protected: found !== undefined, protection, protection_url },
      };
    },
  },
});

/** Of what GitHub lists here only deletions of branches are kept, so nothing else may be asked for. */
function listActivity(request: RestRequest) {
  const repository = findRepository(request);
  const { ref, activity_type } = request.query;
  if (activity_type !== "branch_deletion") throw new Refused(422, "Only branch_deletion is kept here");
  const found = repository.deletions.filter(
    ({ branch }) => ref === undefined || ref === `refs/heads/${branch}`,
  );
  return paginate(request, found.toReversed(), ({ id, branch, before, by, at }) => ({
    id,
    node_id: `PSH_${id}`,
    before,
    after: "0".repeat(40),
    ref: `refs/heads/${branch}`,
    timestamp: isoSeconds(at),
    activity_type: "branch_deletion",
    actor: accountJson(request.world, by),
  }));
}

function readContents(request: RestRequest) {
  const { world, params, query } = request;
  const repository = findRepository(request);
  const { objects } = repository;
  const found = resolveRevision(asRead(repository), query["ref"] ?? "HEAD");
  if (found?.kind !== "commit") throw notFound();
  const path = params["path"] ?? "";
  const entry = findEntry(objects, found.tree, path);
  if (entry === undefined) throw notFound();
  const shape = (at: string, { oid, mode }: { oid: string; mode: string }) => ({
    name: at.split("/").at(-1) ?? "",
    path: at,
    sha: oid,
    size: mode === "40000" ? 0 : objects.blob(oid).bytes.length,
    type: mode === "40000" ? "dir" : "file",
    url: `${repositoryApi(world, repository)}/contents/${at}?ref=${found.oid}`,
    html_url: `${repositoryPage(world, repository)}/blob/${found.oid}/${at}`,
    git_url: `${repositoryApi(world, repository)}/git/${mode === "40000" ? "trees" : "blobs"}/${oid}`,
    download_url: null,
  });
  if (entry.mode === "40000") {
    const prefix = path === "" ? "" : `${path}/`;
    const inside = objects.tree(entry.oid).entries.slice(0, 1000);
    return { status: 200, body: inside.map((one) => shape(prefix + one.name, one)) };
  }
  const { bytes } = objects.blob(entry.oid);
  // Above 1 MB the content is left out.
  const small = bytes.length <= 1_048_576;
  const content = small
    ? { encoding: "base64", content: wrapBase64(bytes) }
    : { encoding: "none", content: "" };
  return { status: 200, body: { ...shape(path, entry), ...content } };
}

function listCommits(request: RestRequest) {
  const { world, query } = request;
  const repository = findRepository(request);
  const start = resolveRevision(asRead(repository), query["sha"] ?? "HEAD");
  if (start?.kind !== "commit") throw notFound();
  const from = Date.parse(query["since"] ?? "1970-01-01T00:00:00Z") / 1000;
  const until = query["until"] === undefined ? Number.POSITIVE_INFINITY : Date.parse(query["until"]) / 1000;
  const found = [...walkHistory(repository.objects, start.oid)].filter(
    (commit) => commit.committer.at >= from && commit.committer.at <= until,
  );
  return paginate(request, found, (commit) => commitJson(world, repository, commit));
}

export function verificationJson({ signedByGitHub = false }: Commit) {
  return { verified: signedByGitHub, reason: signedByGitHub ? "valid" : "unsigned" };
}

export function commitJson(world: World, repository: Repository, commit: Commit) {
  const api = repositoryApi(world, repository);
  const signed = ({ name, email, at }: Commit["author"]) => ({ name, email, date: isoSeconds(at * 1000) });
  return {
    sha: commit.oid,
    node_id: `C_${commit.oid}`,
    url: `${api}/commits/${commit.oid}`,
    html_url: `${repositoryPage(world, repository)}/commit/${commit.oid}`,
    commit: {
      message: commit.message,
      author: signed(commit.author),
      committer: signed(commit.committer),
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      comment_count: 0,
      verification: verificationJson(commit),
    },
    author: commitAuthor(world, commit.author),
    committer: commitAuthor(world, commit.committer),
    parents: commit.parents.map((sha) => ({ sha, url: `${api}/commits/${sha}` })),
  };
}
