import type { Logger } from "pino";
import type { StatusLabel } from "../../domain/issues-config.ts";
import { readFinalRefusal } from "../client/final-refusal.ts";
import { pathOf, type RepositoryClient } from "../client/repository-client.ts";
import { readLabels } from "../read/issue-facts.ts";

/** Makes those that are not in `ids` yet, and puts them there, by name in lower case. One that somebody made meanwhile is taken as it is. */
export async function makeLabels(
  repo: RepositoryClient,
  labels: readonly StatusLabel[],
  ids: Map<string, string>,
  log: Logger,
): Promise<void> {
  for (const { name, color } of labels) {
    const key = name.toLowerCase();
    if (ids.has(key)) continue;
    try {
      const { data } = await repo.client.request("POST /repos/{owner}/{repo}/labels", {
        ...pathOf(repo.repository),
        name,
        color,
      });
      ids.set(key, data.node_id);
      log.info({ label: name }, "label made");
    } catch (error) {
      const reason = await readFinalRefusal(repo, error);
      const found = (await readLabels(repo, [name])).get(key) ?? null;
      if (found === null) log.warn({ label: name, reason }, "GitHub makes no such label");
      else ids.set(key, found);
    }
  }
}
