/**
 * The one issue about diagrams that somebody holds and the catalog names no more. It is kept up to date, and closed once there
 * are none. Where it cannot be written the log says so, and the next push to the default branch, or the next day, tries again.
 */
import type { VanishedDiagram } from "../decide/plan.ts";
import type { Config } from "../domain/config.ts";
import { messagesIn } from "../messages/messages.ts";
import type { RepositoryClient } from "./client/repository-client.ts";
import { closeIssue, commentOnIssue, findIssue, keepIssue } from "./commit/own-issue.ts";
import type { BatchContext } from "./execute-parts.ts";

const MARKER = "<!-- diagram-tracker:vanished -->";
const SHOWN = 100;

export async function tellOfVanished(
  { repo, log }: Pick<BatchContext, "repo" | "log">,
  diagrams: readonly VanishedDiagram[],
  { language, paths }: Pick<Config, "language" | "paths">,
): Promise<void> {
  const say = messagesIn(language).vanished;
  const [first] = diagrams;
  try {
    if (first === undefined) return await settle(repo, say.settled());
    const ids = diagrams.map(({ now }) => now.diagram_id);
    const lines = diagrams.slice(0, SHOWN).map(({ now, path }) => `- ${say.one(now, path)}`);
    const more = diagrams.length > SHOWN ? ["- …"] : [];
    const body = [say.intro(paths.catalog), "", ...lines, ...more, "", say.toDo(first.now.diagram_id)];
    await keepIssue(repo, { marker: MARKER, title: say.title(ids), body: body.join("\n") });
  } catch (error) {
    log.warn({ err: error }, "the maintainers could not be told of diagrams that the catalog lost");
  }
}

async function settle(repo: RepositoryClient, body: string): Promise<void> {
  const known = await findIssue(repo, MARKER);
  if (known?.state !== "OPEN") return;
  await commentOnIssue(repo, known.number, body);
  await closeIssue(repo, known.number);
}
