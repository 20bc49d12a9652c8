import { setTimeout as wait } from "node:timers/promises";

/** Whoever was sent away comes again soon; in ms. */
const PAUSE = 1_000;

/** How often something ended in which way: the status of the answer, or `"no answer"`. */
export type Outcomes = Readonly<Record<string, number>>;

/** What one kind of stranger does to the server until it is told to stop. */
export interface Attack {
  readonly what: string;
  /** Resolves once `signal` is aborted, with what became of each try. */
  readonly run: (url: URL, signal: AbortSignal) => Promise<Outcomes>;
}

/** So many strangers, each of whom begins anew whenever `once` ends. Those that are cut off at the end do not count. */
export async function strangers(
  count: number,
  signal: AbortSignal,
  once: () => Promise<string>,
): Promise<Outcomes> {
  const outcomes: Record<string, number> = {};
  const keepOn = async () => {
    while (!signal.aborted) {
      const outcome = await once();
      if (signal.aborted) return;
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      await wait(PAUSE, undefined, { signal }).catch(() => {});
    }
  };
  await Promise.all(Array.from({ length: count }, keepOn));
  return outcomes;
}
