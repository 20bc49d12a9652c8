import type { Logger } from "pino";
import type { PlannedLinks } from "../../decide/plan.ts";
import type { Batch } from "../../facts/batch.ts";
import { eventId } from "../../facts/event.ts";
import type { CheckParts } from "./check-facts-reader.ts";

/** Starts to look at addresses, and returns at once: nothing waits for other people's servers. */
export function watchSources(
  { watch, again, background }: NonNullable<CheckParts["sources"]>,
  links: readonly PlannedLinks[],
  { repository, installationId }: Pick<Batch, "repository" | "installationId">,
  { now, log }: { readonly now: string; readonly log: Logger },
): void {
  for (const { pullRequest, urls } of links) {
    const key = `pull-request-${pullRequest}@sources-${now}`;
    const event = { kind: "pull-request", key, at: now, number: pullRequest } as const;
    const delivery = { id: eventId({ repository }, event), repository, installationId, event };
    const look = async () => {
      if (await watch.watch(urls)) await again(delivery);
    };
    background(
      look().catch((error: unknown) =>
        log.warn({ err: error, pullRequest }, "sources could not be looked at"),
      ),
    );
  }
}
