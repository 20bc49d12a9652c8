import { Octokit } from "@octokit/core";
import type { Logger } from "pino";
import { atLeast } from "../../log/log.ts";
import { ContentBudget } from "./content-budget.ts";
import { fetchWhole } from "./fetch-whole.ts";
import { limitClient } from "./limit-client.ts";
import { onlyReads as doesOnlyRead, readAgain, type Wait } from "./read-again.ts";

export interface TokenClientParts {
  readonly token: string;
  /** The API's address, without a slash at its end. */
  readonly baseUrl: string;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told of each request that is sent. */
  readonly sent?: () => void;
  /** Nothing may be written: what would be fails with `WouldWrite`. */
  readonly onlyReads?: boolean;
  /** Waits before a read is tried again; default: in real time. */
  readonly pause?: Wait;
}

/** Something would have been written where nothing may be. */
export class WouldWrite extends Error {
  override readonly name = "WouldWrite";
}

/**
 * A client with a token that somebody else made, and made for one repository. Probot, which makes an App's, takes as long to
 * load as all else together.
 */
export function makeTokenClient({
  token,
  baseUrl,
  log,
  now,
  sent,
  onlyReads = false,
  pause,
}: TokenClientParts): Octokit {
  const client = new (Octokit.plugin(readAgain(pause)))({
    auth: token,
    baseUrl,
    log: log.child({ name: "octokit" }, { level: atLeast("warn", log) }),
    request: { fetch: fetchWhole() },
  });
  client.hook.before("request", (options) => {
    if (onlyReads && !doesOnlyRead(options)) throw new WouldWrite(`${options.method} ${options.url}`);
    sent?.();
  });
  return limitClient(client, { installationId: 0, budget: new ContentBudget(), now });
}
