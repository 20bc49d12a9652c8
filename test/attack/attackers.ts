/** A thread of its own for all who are not GitHub: what they cost shall not slow down those who measure. */
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { STRANGERS, strangerSchema } from "./strangers.ts";

const { url, ms, names } = z
  .object({ url: z.string(), ms: z.number(), names: z.array(strangerSchema) })
  .parse(workerData);
const signal = AbortSignal.timeout(ms);
const tried = await Promise.all(
  names.map(async (name) => [name, await STRANGERS[name].run(new URL(url), signal)] as const),
);
parentPort?.postMessage(Object.fromEntries(tried));
