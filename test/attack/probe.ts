/** A thread of its own that looks at addresses as a load balancer does, and measures how long each answer takes. */
import { setTimeout as wait } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { ask } from "./ask.ts";

/** How often it looks, and when it takes a server for dead; in ms. */
const EVERY = 50;
const LIMIT = 10_000;

const { urls, ms } = z.object({ urls: z.array(z.string()), ms: z.number() }).parse(workerData);
const times = urls.map((): number[] => []);
const end = performance.now() + ms;
while (performance.now() < end) {
  for (const [at, url] of urls.entries()) {
    const start = performance.now();
    const answer = await ask(url, { limit: LIMIT }).catch(() => null);
    // No answer is the slowest one.
    times[at]?.push(answer?.status === 200 ? performance.now() - start : LIMIT);
  }
  await wait(EVERY);
}
parentPort?.postMessage(times);
