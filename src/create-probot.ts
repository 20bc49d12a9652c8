import { getPrivateKey } from "@probot/get-private-key";
import type { Logger } from "pino";
import type { Probot } from "probot";
import { apiUrl, type Environment } from "./environment.ts";
import { makeProbot } from "./github/client/octokit.ts";
import type { Metrics } from "./metrics/metrics.ts";

export interface CreateProbotParts {
  readonly environment: Environment;
  readonly appId: number;
  /** Where the private key is, itself or the path of its file. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Logger;
  readonly metrics?: Metrics;
}

/** Probot with the App's credentials from the environment, on github.com or the Enterprise server that it names. */
export function createProbot({ environment, appId, env, log, metrics }: CreateProbotParts): Probot {
  return makeProbot({
    appId,
    privateKey: getPrivateKey({ env: { ...env } }) ?? "",
    secret: environment.WEBHOOK_SECRET ?? "",
    baseUrl: apiUrl(environment),
    log,
    ...(metrics && { metrics }),
  });
}
