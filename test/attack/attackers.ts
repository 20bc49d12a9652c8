/** A thread of its own for all who are not GitHub: what they cost shall not slow down those who measure. */
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import type { Attack } from "./attack.ts";
import { slashes } from "./slashes.ts";
import { slowBodies } from "./slow-bodies.ts";
import { slowHeaders } from "./slow-headers.ts";
import { unsignedBodies } from "./unsigned-bodies.ts";

const ATTACKS: readonly Attack[] = [unsignedBodies, slowBodies, slowHeaders, slashes];

const { url, ms } = z.object({ url: z.string(), ms: z.number() }).parse(workerData);
const signal = AbortSignal.timeout(ms);
const tried = await Promise.all(
  ATTACKS.map(async ({ name, run }) => ({ name, tries: await run(new URL(url), signal) })),
);
parentPort?.postMessage(tried);
