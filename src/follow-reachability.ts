import type { Reachability } from "./github/webhooks/reachability.ts";
import type { Inbox } from "./inbox/inbox.ts";

/** What waits for a repository goes on where that can be reached again, and moves along with it; and it is looked at soon. */
export async function followReachability(
  { installations, names, schedule }: Pick<Inbox, "installations" | "names" | "schedule">,
  change: Reachability,
): Promise<void> {
  const { installationId } = change;
  if (change.kind === "moved") {
    const at = Date.parse(change.at);
    await names.move(change.from, change.to, at, change.databaseId);
    return schedule.setReachable(installationId, [change.to], { isNews: true, at });
  }
  // Delivered again, it may come after an installation that took the place of this one.
  const at = change.at === undefined ? undefined : Date.parse(change.at);
  await installations.resume(installationId);
  // GitHub names no repository where all that were reached before are reached again.
  if (change.repositories.length === 0) return schedule.wakeInstallation(installationId);
  await names.settleAll(change.repositories, at);
  const repositories = change.repositories.map(({ repository }) => repository);
  return schedule.setReachable(installationId, repositories, {
    isNews: true,
    ...(at !== undefined && { at }),
  });
}
