import { getPrivateKey } from "@probot/get-private-key";
import type { Logger } from "pino";
import type { Probot } from "probot";
import { apiUrl, type Environment } from "./environment.ts";
import { makeProbot } from "./github/octokit.ts";
import type { Metrics } from "./metrics/metrics.ts";

/** Probot with the App's credentials from the environment, on github.com or the Enterprise server that it names. */
export function createProbot(
  environment: Environment,
  appId: number,
  log: Logger,
  metrics?: Metrics,
): Probot {
  return makeProbot({
    appId,
    privateKey: getPrivateKey({ env: process.env }) ?? "",
    secret: environment.WEBHOOK_SECRET ?? "",
    baseUrl: apiUrl(environment),
    log,
    ...(metrics && { metrics }),
  });
}
