import { asRead, resolveRevision } from "../acts/revisions.ts";
import { commitsSince, mergeBase } from "../git/history.ts";
import type { Repository } from "../model.ts";
import { commitJson } from "./repositories.ts";
import { defineRoutes, findRepository, notFound, paginate } from "./route.ts";

export const compareRoutes = defineRoutes({
  "GET /repos/{owner}/{repo}/compare/{basehead}": {
    needs: "contents:read",
    run: (request) => {
      const repository = findRepository(request);
      const [from = "", to = ""] = (request.params["basehead"] ?? "").split("...");
      const base = commitAt(repository, from);
      const head = commitAt(repository, to);
      const { objects } = repository;
      const ancestor = mergeBase(objects, base.oid, head.oid);
      // "No common ancestor between …"
      if (ancestor === null) throw notFound();
      const ahead = [...commitsSince(objects, base.oid, head.oid)].reverse();
      const behind = [...commitsSince(objects, head.oid, base.oid)].length;
      const json = (oid: string) => commitJson(request.world, repository, objects.commit(oid));
      const page = paginate(request, ahead, ({ oid }) => json(oid));
      return {
        ...page,
        body: {
          status: statusOf(ahead.length, behind),
          ahead_by: ahead.length,
          behind_by: behind,
          total_commits: ahead.length,
          base_commit: json(base.oid),
          merge_base_commit: json(ancestor),
          commits: page.body,
        },
      };
    },
  },
});

function commitAt(repository: Repository, revision: string) {
  const found = resolveRevision(asRead(repository), revision);
  if (found?.kind !== "commit") throw notFound();
  return found;
}

function statusOf(ahead: number, behind: number): "identical" | "ahead" | "behind" | "diverged" {
  if (ahead > 0) return behind > 0 ? "diverged" : "ahead";
  return behind > 0 ? "behind" : "identical";
}
