import { setTimeout as wait } from "node:timers/promises";

/** Whoever was sent away comes again soon; in ms. */
const PAUSE = 1_000;

/** What one kind of stranger does to the server until it is told to stop. */
export interface Attack {
  readonly name: string;
  /** Resolves once `signal` is aborted, with how often it tried. */
  readonly run: (url: URL, signal: AbortSignal) => Promise<number>;
}

/** So many strangers, each of whom begins anew whenever `once` ends. Gives how often they began. */
export async function strangers(
  count: number,
  signal: AbortSignal,
  once: () => Promise<void>,
): Promise<number> {
  let tries = 0;
  const keepOn = async () => {
    while (!signal.aborted) {
      tries += 1;
      await once();
      await wait(PAUSE, undefined, { signal }).catch(() => {});
    }
  };
  await Promise.all(Array.from({ length: count }, keepOn));
  return tries;
}
