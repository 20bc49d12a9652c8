import type { Logger } from "pino";
import type { ParseYaml } from "./github/campaign/parse-beforehand.ts";
import { classifyFailure } from "./github/client/failure.ts";
import type { GitHubClient } from "./github/client/repository-client.ts";
import { warnOfUnfitMode } from "./github/commit/preflight.ts";
import { readInstallations, readRepositories } from "./github/read-installations.ts";

export interface UnfitModeParts {
  /** A client that speaks as the App itself. */
  readonly app: () => Promise<GitHubClient>;
  readonly clientFor: (installationId: number) => Promise<GitHubClient>;
  readonly parseYaml?: ParseYaml | undefined;
  readonly log: Logger;
  /** Asked before each repository. */
  readonly goOn: () => boolean;
}

/**
 * Says in the log of each installed repository whose commit mode does not fit, one after the other. It is advice: what
 * cannot be read is left out, and nothing waits for it. Never rejects.
 */
export async function warnOfUnfitModes(parts: UnfitModeParts): Promise<void> {
  const { app, clientFor, parseYaml, log, goOn } = parts;
  try {
    const asApp = await app();
    for (const installationId of await readInstallations(asApp)) {
      const client = await clientFor(installationId);
      for (const { repository } of await readRepositories(client)) {
        if (!goOn()) return;
        await warnOfUnfitMode({ client, repository }, log, { app: asApp, parseYaml });
      }
    }
  } catch (error) {
    log.info({ reason: classifyFailure(error, 0).reason }, "the commit modes could not all be looked at");
  }
}
