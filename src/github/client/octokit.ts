/**
 * The Octokit that the bot talks to GitHub with. Probot's own waits and repeats by itself when GitHub refuses; here the
 * inbox does that, in the order of the repository and across restarts, so a refusal has to come back at once. Only a read
 * that met a fault is repeated on the spot: a write whose answer is lost may have taken effect. Switched off, Octokit's retry
 * plugin installs no hook, so no request has to say that it is not to be repeated.
 */
import type { Logger } from "pino";
import { Probot, ProbotOctokit } from "probot";
import { atLeast } from "../../log/log.ts";
import { type Metrics, silentMetrics } from "../../metrics/metrics.ts";
import { fetchWhole } from "./fetch-whole.ts";
import { measureRequests } from "./measure-requests.ts";
import { readAgain, type Wait } from "./read-again.ts";

export interface ProbotParts {
  readonly appId: number;
  readonly privateKey: string;
  readonly secret: string;
  /** The API's address, where it is not github.com's. */
  readonly baseUrl?: string | undefined;
  readonly log: Logger;
  readonly metrics?: Metrics;
  /** Waits before a read is tried again; default: in real time. */
  readonly pause?: Wait;
}

/**
 * Probot logs the bodies of requests at `debug`, whole webhooks beside its failures, and what the server logs itself.
 * Whatever LOG_LEVEL says, nothing of that is let through; Octokit's warnings are.
 */
export function makeProbot({
  log,
  metrics = silentMetrics,
  pause,
  baseUrl,
  ...credentials
}: ProbotParts): Probot {
  type Options = ConstructorParameters<typeof ProbotOctokit>[0];
  const Octokit = ProbotOctokit.plugin(measureRequests(metrics), readAgain(pause)).defaults(
    (options: Options) => ({
      ...options,
      log: log.child({ name: "octokit" }, { level: atLeast("warn", log) }),
      retry: { enabled: false },
      throttle: { enabled: false },
      request: { fetch: fetchWhole(), ...options?.request },
    }),
  );
  const quiet = log.child({}, { level: atLeast("fatal", log) });
  return new Probot({ ...credentials, Octokit, log: quiet, ...(baseUrl && { baseUrl }) });
}
