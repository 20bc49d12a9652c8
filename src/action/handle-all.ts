/**
 * Carries out what a run knows of, as the server's worker does, but within the run's few minutes: what passes by itself is
 * waited for; where something fails for good, each event is tried alone, so that the one at fault holds up none of the others.
 */
import type { Clock } from "../clock.ts";
import type { Core } from "../core.ts";
import type { RepositoryId } from "../domain/repository-id.ts";
import type { Delivery } from "../facts/event.ts";
import { BranchRefused, classifyFailure } from "../github/client/failure.ts";
import { explainRefusal } from "./explain-refusal.ts";

/** How long a run waits for GitHub in all. The job is ended after ten minutes. */
const PATIENCE_MS = 5 * 60_000;
const FIRST_PAUSE_MS = 2_000;

export interface Handled {
  readonly committed: boolean;
  /** What no later run would bring about either, with the reason. */
  readonly setAside: readonly { readonly delivery: Delivery; readonly reason: string }[];
}

interface AllEvents {
  readonly repository: RepositoryId;
  readonly deliveries: readonly Delivery[];
  /** How many replies of the last hour count for a limit, by whom they went to. */
  readonly declined: ReadonlyMap<string, number>;
}

export class RetryBudget {
  readonly #clock: Clock;
  #left = PATIENCE_MS;
  #pause = FIRST_PAUSE_MS;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Tries until it works. Throws what does not pass by itself, and what did not pass in time. */
  async until<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        const now = this.#clock.now();
        const { transient, unreachable, dueAt } = classifyFailure(error, now);
        // A maintainer has to mend it: nothing changes while we wait.
        if (!transient || unreachable || error instanceof BranchRefused || explainRefusal(error) !== null)
          throw error;
        const pause = Math.max(this.#pause, (dueAt ?? 0) - now);
        if (pause > this.#left) throw error;
        this.#left -= pause;
        this.#pause *= 2;
        await new Promise<void>((resolve) => this.#clock.after(pause, resolve));
      }
    }
  }
}

export async function handleAll(
  core: Pick<Core, "handleOnce">,
  { repository, deliveries, declined }: AllEvents,
  patience: RetryBudget,
): Promise<Handled> {
  const handle = (some: readonly Delivery[]) =>
    patience.until(() => core.handleOnce({ repository, installationId: null, deliveries: some, declined }));
  try {
    return { ...(await handle(deliveries)), setAside: [] };
  } catch (error) {
    if (deliveries.length === 1 || isForAll(error)) throw error;
  }
  let committed = false;
  const setAside: Handled["setAside"][number][] = [];
  let last: unknown;
  for (const delivery of deliveries) {
    try {
      committed = (await handle([delivery])).committed || committed;
    } catch (error) {
      if (isForAll(error)) throw error;
      last = error;
      setAside.push({ delivery, reason: classifyFailure(error, 0).reason });
    }
  }
  // It is no single event's fault.
  if (setAside.length === deliveries.length) throw last;
  return { committed, setAside };
}

/** To try them one by one would only meet it again. */
function isForAll(error: unknown): boolean {
  const { transient, unreachable, whole } = classifyFailure(error, 0);
  return transient || unreachable !== undefined || whole === true || explainRefusal(error) !== null;
}
