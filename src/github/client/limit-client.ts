import type { Octokit } from "@octokit/rest";
import { z } from "zod";
import type { ContentBudget } from "./content-budget.ts";
import { BudgetSpent, readFailure } from "./failure.ts";

/** The comments, issues and pull requests that people are notified of. */
const CONTENT = /\/(?:comments|issues|pulls)$/;

/**
 * Makes an installation's client keep GitHub's limits. A token that was withdrawn before its time is fetched anew, once:
 * a refused request did nothing, so even a write may be sent again. Octokit would use the old one for up to an hour.
 */
export function limitClient<T extends Pick<Octokit, "hook" | "auth">>(
  client: T,
  { installationId, budget, now }: { installationId: number; budget: ContentBudget; now: () => number },
): T {
  client.hook.wrap("request", async (request, options) => {
    if (options.method === "POST" && CONTENT.test(options.url)) {
      const taken = budget.take(installationId, repositoryOf(options), now());
      if (taken !== "taken") throw new BudgetSpent(taken.dueAt);
    }
    try {
      return await request(options);
    } catch (error) {
      if (readFailure(error).status !== 401) throw error;
      await forgetToken(client, installationId);
      return await request(options);
    }
  });
  return client;
}

/** Every address that makes content begins with its repository. */
function repositoryOf(options: object): string {
  const { owner, repo } = { owner: "", repo: "", ...options };
  return `${owner}/${repo}`.toLowerCase();
}

const withCache = z.object({ cache: z.custom<{ delete(key: string): void }>((cache) => hasDelete(cache)) });

/** Octokit's own way to refresh a token asks github.com, whatever the server; its cache it shows to factories only. */
async function forgetToken(client: Pick<Octokit, "auth">, installationId: number): Promise<void> {
  await client.auth({
    type: "installation",
    installationId,
    factory: (state: unknown) => withCache.safeParse(state).data?.cache.delete(String(installationId)),
  });
}

function hasDelete(cache: unknown): boolean {
  return typeof cache === "object" && cache !== null && "delete" in cache;
}
