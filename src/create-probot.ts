import { getPrivateKey } from "@probot/get-private-key";
import type { Logger } from "pino";
import { Probot } from "probot";
import type { Environment } from "./environment.ts";
import { BotOctokit } from "./github/octokit.ts";

/** Probot with the App's credentials from the environment, on github.com or the Enterprise server that it names. */
export function createProbot(environment: Environment, appId: number, log: Logger): Probot {
  const { GHE_HOST, GHE_PROTOCOL, WEBHOOK_SECRET } = environment;
  return new Probot({
    appId,
    privateKey: getPrivateKey({ env: process.env }) ?? "",
    secret: WEBHOOK_SECRET ?? "",
    Octokit: BotOctokit,
    log,
    ...(GHE_HOST && { baseUrl: `${GHE_PROTOCOL}://${GHE_HOST}/api/v3` }),
  });
}
