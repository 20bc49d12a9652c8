/** The check runs of our names that stand on a commit already, whoever posted them. */
import { CHECK_NAMES, type CheckKind } from "../../facts/check-kind.ts";

export interface PostedRun {
  readonly kind: CheckKind;
  readonly id: number;
  /** `<pull requests>:<digest of the report>[:<who asked for it again>]`. */
  readonly externalId: string;
  readonly annotations: number;
}

const runs = `nodes { checkRuns(first: 100, filterBy: { checkName: $NAME, checkType: ALL }) {
        nodes { databaseId externalId annotations(first: 1) { totalCount } }
      } }`;

/** GraphQL fields of a Commit; a suite is that of one app, so ten are plenty. */
export const POSTED_RUNS = Object.keys(CHECK_NAMES)
  .map((kind) => {
    const name = `$${kind}`;
    return `${kind}: checkSuites(first: 10, filterBy: { checkName: ${name} }) {
      ${runs.replace("$NAME", name)}
    }`;
  })
  .join("\n");

export const POSTED_RUNS_PARAMETERS = Object.keys(CHECK_NAMES)
  .map((kind) => `$${kind}: String!`)
  .join(", ");

/** Names of the fields that an App without the permission does not see: then it cannot post either, and is told so. */
export const POSTED_RUNS_FIELDS: readonly string[] = Object.keys(CHECK_NAMES);

export const POSTED_RUNS_VARIABLES: Readonly<Record<string, string>> = CHECK_NAMES;

interface SuitesAnswer {
  readonly nodes:
    | readonly ({
        readonly checkRuns: {
          readonly nodes: readonly (RunAnswer | null)[] | null;
        } | null;
      } | null)[]
    | null;
}

interface RunAnswer {
  readonly databaseId: number | null;
  readonly externalId: string | null;
  readonly annotations: { readonly totalCount: number } | null;
}

export type PostedRunsAnswer = { readonly [kind in CheckKind]?: SuitesAnswer | null };

/** Oldest first. */
export function readPostedRuns(commit: PostedRunsAnswer): PostedRun[] {
  const kinds = Object.keys(CHECK_NAMES) as CheckKind[];
  const found = kinds.flatMap((kind) => {
    const suites = (commit[kind]?.nodes ?? []).filter((suite) => suite !== null);
    const nodes = suites.flatMap((suite) => suite.checkRuns?.nodes ?? []).filter((run) => run !== null);
    return nodes.flatMap(({ databaseId, externalId, annotations }): PostedRun[] => {
      if (databaseId === null) return [];
      return [
        { kind, id: databaseId, externalId: externalId ?? "", annotations: annotations?.totalCount ?? 0 },
      ];
    });
  });
  return found.sort((one, other) => one.id - other.id);
}

/** The pull requests that a run of ours was posted for: webhooks do not name those from forks. */
export function pullRequestsOf(externalId: string | null | undefined): number[] {
  const numbers = /^(\d{1,9}(?:,\d{1,9}){0,99}):/.exec(externalId ?? "")?.[1];
  return numbers === undefined ? [] : numbers.split(",").map(Number);
}
