import { z } from "zod";
import { instantAt } from "../../clock.ts";
import type { ReportedRepository, RepositoryId } from "../../domain/repository-id.ts";
import { instant, NAME_LIMIT, shortName } from "./fields.ts";

/**
 * Webhooks that say by whom and under which name repositories can be reached, each with the actions that do. They are no
 * events of a campaign: what waits follows them. GitHub sends those about installations to every App; `repository` stands in
 * `app.yml`.
 */
const ACTIONS = {
  installation: ["created", "unsuspend", "new_permissions_accepted"],
  installation_repositories: ["added"],
  repository: ["renamed", "transferred"],
} as const;

type ReachabilityEvent = keyof typeof ACTIONS;

export const REACHABILITY_EVENTS = Object.keys(ACTIONS) as readonly ReachabilityEvent[];

/** Names come from anybody. */
export function isReachabilityEvent(name: string, action: string | null): boolean {
  const actions: readonly string[] = Object.hasOwn(ACTIONS, name) ? ACTIONS[name as ReachabilityEvent] : [];
  return actions.includes(action ?? "");
}

export type Reachability =
  /** The installation answers again, or for the first time, for these repositories at least. */
  | {
      readonly kind: "reachable";
      readonly installationId: number;
      /** ISO instant; absent: GitHub does not say since when. */
      readonly at?: string;
      readonly repositories: readonly ReportedRepository[];
    }
  /** A repository has another name or owner now. `at`: an ISO instant; what happened before it moves along. */
  | {
      readonly kind: "moved";
      readonly databaseId: number | null;
      readonly from: RepositoryId;
      readonly to: RepositoryId;
      readonly installationId: number;
      readonly at: string;
    };

const listed = z
  .array(z.object({ id: z.int().optional(), full_name: z.string().max(2 * NAME_LIMIT) }))
  .nullish();
const installation = z.object({
  action: z.enum([...ACTIONS.installation, ...ACTIONS.installation_repositories]),
  installation: z.object({ id: z.int(), created_at: z.union([z.int(), instant]).optional() }),
  repositories: listed,
  repositories_added: listed,
});
const login = z.object({ login: shortName });
const repository = z.object({
  action: z.enum(ACTIONS.repository),
  installation: z.object({ id: z.int() }),
  repository: z.object({ id: z.int().optional(), name: shortName, owner: login, updated_at: instant }),
  changes: z.object({
    repository: z.object({ name: z.object({ from: shortName }) }).nullish(),
    owner: z.object({ from: z.object({ user: login.nullish(), organization: login.nullish() }) }).nullish(),
  }),
});

/** Null: it says nothing of that. Never throws. */
export function reachabilityOf(name: string, payload: unknown): Reachability | null {
  if (name === "repository") return moveOf(payload);
  const { data } = name.startsWith("installation") ? installation.safeParse(payload) : { data: undefined };
  if (!data) return null;
  const repositories = [...(data.repositories ?? []), ...(data.repositories_added ?? [])];
  const { id: installationId, created_at: since } = data.installation;
  return {
    kind: "reachable",
    installationId,
    ...(data.action === "created" && since !== undefined && { at: instantOf(since) }),
    repositories: repositories.flatMap(({ id, full_name }) => {
      const [owner, name, ...more] = full_name.split("/");
      return owner && name && more.length === 0
        ? [{ databaseId: id ?? null, repository: { owner, name } }]
        : [];
    }),
  };
}

/** GitHub writes it either way: in seconds since the epoch, too. */
function instantOf(at: number | string): string {
  return typeof at === "number" ? instantAt(at * 1000) : at;
}

function moveOf(payload: unknown): Reachability | null {
  const { data } = repository.safeParse(payload);
  if (!data) return null;
  const { id: databaseId = null, name, owner, updated_at: at } = data.repository;
  const from = data.changes.owner?.from;
  return {
    kind: "moved",
    databaseId,
    from: {
      owner: from?.organization?.login ?? from?.user?.login ?? owner.login,
      name: data.changes.repository?.name.from ?? name,
    },
    to: { owner: owner.login, name },
    installationId: data.installation.id,
    at,
  };
}
