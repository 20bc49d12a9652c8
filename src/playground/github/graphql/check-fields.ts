import { visibleToReads } from "../acts/revisions.ts";
import type { CheckRun, CheckSuite, QueueEntry } from "../model.ts";
import { isGranted } from "../permissions.ts";
import { isoSeconds } from "../shapes/time.ts";
import { type PageArguments, pageOf } from "./connection.ts";
import { GraphqlRefusal } from "./refusal.ts";
import { type At, type FieldResolvers, type GraphqlContext, objectAt, refuseArguments } from "./resolver.ts";

interface RunFilter {
  readonly checkName?: string | null;
  readonly checkType?: "ALL" | "LATEST" | null;
}

/** The suites of a commit: the stand-in knows one App, and so one. */
export function checkSuites(
  { repository, value }: At<{ readonly oid: string }>,
  args: PageArguments & { filterBy?: { checkName?: string | null } | null },
  context: GraphqlContext,
) {
  refuseWithout(context, "checks");
  const { checkName, ...others } = args.filterBy ?? {};
  refuseArguments("Commit", "checkSuites", others);
  const suite = repository.checkSuites.get(value.oid);
  const runs = visibleToReads(repository, repository.checkRuns.values()).filter(
    ({ headSha }) => headSha === value.oid,
  );
  const isWanted = suite && (!checkName || runs.some(({ name }) => name === checkName));
  return pageOf("checkSuites", isWanted ? [suite] : [], args, (found) => ({ repository, value: found }));
}

export const checkSuite: FieldResolvers<At<CheckSuite>> = {
  id: ({ value }) => `CS_${value.id}`,
  databaseId: ({ value }) => value.id,
  updatedAt: ({ value }) => isoSeconds(value.updatedAt),
  checkRuns: ({ repository, value }, args: PageArguments & { filterBy?: RunFilter | null }) => {
    const { checkName, checkType, ...others } = args.filterBy ?? {};
    refuseArguments("CheckSuite", "checkRuns", others);
    const all = visibleToReads(repository, repository.checkRuns.values())
      .filter(({ headSha }) => headSha === value.headSha)
      .filter(({ name }) => !checkName || name === checkName);
    const latest = all.filter(({ name, id }) => !all.some((other) => other.name === name && other.id > id));
    const runs = checkType === "ALL" ? all : latest;
    return pageOf("checkRuns", runs, args, (run) => ({ repository, value: run }));
  },
};

export const checkRun: FieldResolvers<At<CheckRun>> = {
  id: ({ value }) => value.nodeId,
  databaseId: ({ value }) => value.id,
  name: ({ value }) => value.name,
  status: ({ value }) => value.status.toUpperCase(),
  conclusion: ({ value }) => value.conclusion?.toUpperCase() ?? null,
  externalId: ({ value }) => value.externalId,
  title: ({ value }) => value.title,
  annotations: ({ value }, args: PageArguments) =>
    pageOf("annotations", value.annotations, args, (one) => one),
};

export const mergeQueue: FieldResolvers<At<readonly QueueEntry[]>> = {
  entries: ({ repository, value }, args: PageArguments) =>
    pageOf("entries", value, args, (entry) => ({ repository, value: entry })),
};

export const mergeQueueEntry: FieldResolvers<At<QueueEntry>> = {
  headCommit: ({ repository, value }) => objectAt(repository, repository.objects.get(value.headSha)),
  baseCommit: ({ repository, value }) => objectAt(repository, repository.objects.get(value.baseSha)),
  pullRequest: ({ repository, value }) => ({
    __typename: "PullRequest",
    repository,
    value: repository.threads.get(value.number),
  }),
};

export function refuseWithout({ world, actor }: GraphqlContext, permission: string): void {
  if (!isGranted(world, actor, permission, "read")) {
    throw new GraphqlRefusal("FORBIDDEN", "Resource not accessible by integration");
  }
}
