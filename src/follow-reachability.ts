import type { Reachability } from "./github/webhooks/reachability.ts";
import type { Inbox } from "./inbox/inbox.ts";

/** What waits for a repository goes on where that can be reached again, and moves along with it. */
export async function followReachability(
  { installations, names }: Pick<Inbox, "installations" | "names">,
  change: Reachability,
): Promise<void> {
  const { installationId } = change;
  if (change.kind === "moved") {
    const at = Date.parse(change.at);
    await names.move(change.from, change.to, at, change.databaseId);
    await installations.change(change.to, installationId, at);
    return installations.resume(change.to);
  }
  await installations.resume(installationId);
  for (const found of change.repositories) {
    const { repository } = found;
    await names.settle(found);
    await installations.change(repository, installationId);
    await installations.resume(repository);
  }
}
