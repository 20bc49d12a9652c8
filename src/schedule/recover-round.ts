/**
 * Everything at once, as `reconcile` on the command line does it: GitHub is asked to deliver again what failed, then every
 * repository is compared with what the inbox knows, whenever it is due.
 */
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { RepositoryId } from "../domain/repository-id.ts";
import { repositoryKey } from "../domain/repository-id.ts";
import type { GitHubClient } from "../github/client/repository-client.ts";
import { readInstallations, readRepositories } from "../github/read-installations.ts";
import { type Reconciled, type ReconcileParts, reconcile } from "../github/recovery/reconcile.ts";
import { type Redelivered, redeliverFailed } from "../github/recovery/redeliver.ts";
import type { Inbox } from "../inbox/inbox.ts";
import { type Failed, Steps } from "./steps.ts";

export interface RoundParts extends Omit<ReconcileParts, "now" | "inbox"> {
  readonly inbox: Pick<
    Inbox,
    "put" | "seen" | "readCheckpoint" | "writeCheckpoint" | "installations" | "names" | "schedule"
  >;
  /** Signs as the App itself. */
  readonly app: () => Promise<GitHubClient>;
  readonly clientFor: (installationId: number) => Promise<GitHubClient>;
  readonly clock: Pick<Clock, "now">;
  readonly log: Logger;
}

export interface Round {
  readonly redelivered: Redelivered | null;
  readonly repositories: readonly (Reconciled & { readonly installationId: number })[];
  readonly failed: readonly Failed[];
}

/** `only` limits the round to one repository, and leaves GitHub's log of deliveries alone. */
export async function recoverRound(
  parts: RoundParts,
  { only = null }: { only?: RepositoryId | null } = {},
): Promise<Round> {
  const { inbox, clock, log, dryRun = false } = parts;
  const steps = new Steps({ now: clock.now, log });
  const repositories: Round["repositories"][number][] = [];
  const app = await steps.try("the App", parts.app);
  if (app === null) return { redelivered: null, repositories, failed: steps.failed };
  const sweep = () => redeliverFailed({ inbox, app, now: clock.now(), dryRun });
  const redelivered = only === null ? await steps.try("the log of deliveries", sweep) : null;
  const installations = (await steps.try("the App's installations", () => readInstallations(app))) ?? [];
  for (const installationId of installations) {
    const where = `installation ${installationId}`;
    const client = await steps.try(where, () => parts.clientFor(installationId));
    const listed = client && (await steps.try(where, () => readRepositories(client)));
    if (client === null || listed === null) continue;
    if (!dryRun) {
      await inbox.installations.resume(installationId);
      await inbox.names.settleAll(listed);
      await inbox.schedule.setReachable(
        installationId,
        listed.map(({ repository }) => repository),
      );
    }
    for (const { repository } of listed) {
      if (only !== null && repositoryKey(repository) !== repositoryKey(only)) continue;
      const compare = async () => {
        const lookedUntil = await inbox.schedule.lookedUntil(repository);
        const repo = { client, repository };
        return reconcile({ ...parts, now: clock.now }, repo, { installationId, lookedUntil });
      };
      const found = await steps.try(`${repository.owner}/${repository.name}`, compare);
      if (found === null) continue;
      repositories.push({ ...found, installationId });
      const { lookedUntil } = found;
      if (!dryRun && lookedUntil !== null) await inbox.schedule.noteLooked(repository, lookedUntil);
    }
  }
  return { redelivered, repositories, failed: steps.failed };
}
