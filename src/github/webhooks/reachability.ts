import { z } from "zod";
import type { HeardRepository, RepositoryId } from "../../domain/repository-id.ts";
import { instant, NAME_LIMIT, shortName } from "./fields.ts";

/**
 * Webhooks that say by whom and under which name repositories can be reached. They are no events of a campaign: what waits
 * follows them. GitHub sends those about installations to every App; `repository` stands in `app.yml`.
 */
export const REACHABILITY_EVENTS = ["installation", "installation_repositories", "repository"] as const;

export type Reachability =
  /** The installation answers again, or for the first time, for these repositories at least. */
  | {
      readonly kind: "reachable";
      readonly installationId: number;
      readonly repositories: readonly HeardRepository[];
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
  action: z.enum(["created", "unsuspend", "new_permissions_accepted", "added"]),
  installation: z.object({ id: z.int() }),
  repositories: listed,
  repositories_added: listed,
});
const login = z.object({ login: shortName });
const repository = z.object({
  action: z.enum(["renamed", "transferred"]),
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
  return {
    kind: "reachable",
    installationId: data.installation.id,
    repositories: repositories.flatMap(({ id, full_name }) => {
      const [owner, name, ...more] = full_name.split("/");
      return owner && name && more.length === 0
        ? [{ databaseId: id ?? null, repository: { owner, name } }]
        : [];
    }),
  };
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
