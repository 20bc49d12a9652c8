import { setTimeout as wait } from "node:timers/promises";
import type { ProbotOctokit } from "probot";
import { isUncertain } from "./failure.ts";

/** Pauses before the second and the third try, in ms; up to as much again is added at random. */
const PAUSES = [100, 700] as const;

export type Wait = (ms: number) => Promise<unknown>;

/**
 * An Octokit plugin: what only reads and met a fault of GitHub or of the network is asked again on the spot. A batch
 * reads many things; were each fault to put all of it back into the inbox, a day on which GitHub fails one request in ten
 * would let hardly any batch come through.
 *
 * What writes is never sent again here, since the first may have taken effect; a limit of GitHub's is no fault.
 */
export function readAgain(pause: Wait = wait) {
  return ({ hook }: Pick<InstanceType<typeof ProbotOctokit>, "hook">) => {
    hook.wrap("request", async (request, options) => {
      if (!onlyReads(options)) return request(options);
      for (const ms of PAUSES) {
        try {
          const response = await request(options);
          if (!isHalf(response.data)) return response;
        } catch (error) {
          if (!isUncertain(error)) throw error;
        }
        await pause(ms * (1 + Math.random()));
      }
      return request(options);
    });
  };
}

/** GraphQL says with status 200 that it ran out of time. */
function isHalf(data: unknown): boolean {
  const errors = typeof data === "object" && data !== null && "errors" in data ? data.errors : [];
  return isUncertain({ message: "", errors });
}

export function onlyReads({ method, ...rest }: { method: string; query?: unknown }): boolean {
  return method === "GET" || (typeof rest.query === "string" && /^\s*query\b/.test(rest.query));
}
