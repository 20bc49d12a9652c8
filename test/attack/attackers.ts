/** A thread of its own for all who are not GitHub: what they cost shall not slow down those who measure. */
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { STRANGERS, strangerSchema } from "./strangers.ts";

const { url, ms, names } = z
  .object({ url: z.string(), ms: z.number(), names: z.array(strangerSchema) })
  .parse(workerData);
const before = process.threadCpuUsage();
const signal = AbortSignal.timeout(Math.ceil(ms));
const tried = await Promise.all(
  names.map(async (name) => [name, await STRANGERS[name].run(new URL(url), signal)] as const),
);
const { user, system } = process.threadCpuUsage(before);
parentPort?.postMessage({ computed: (user + system) / 1_000, outcomes: Object.fromEntries(tried) });
