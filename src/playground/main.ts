/** `npm run playground`: the whole story on this machine, with a GitHub of its own and the very server that is hosted. */
import { parseArgs } from "node:util";
import { ATLAS } from "./atlas.ts";
import { converse } from "./converse.ts";
import type { RepositoryHandle } from "./github/repository-handle.ts";
import { Observer } from "./observe.ts";
import { showNote, showObserved, showTitle } from "./show.ts";
import { startPlayground } from "./start-playground.ts";
import { STORY } from "./story.ts";

const { values } = parseArgs({ options: { once: { type: "boolean", default: false } } });
const playground = await startPlayground();
const repository = playground.github.createRepository({
  owner: "atlas",
  name: "diagrams",
  files: ATLAS,
  permissions: { grace: "write", maria: "admin" },
});
const observer = new Observer(repository);

const act = async (work: (repository: RepositoryHandle) => void): Promise<void> => {
  work(repository);
  await playground.idle();
  showObserved(observer.next());
};

showNote(
  "A GitHub and the bot, on this machine only. The repository atlas/diagrams holds the Atlas: 1,233 planned diagrams.",
);
const wrong: string[] = [];
for (const [at, step] of STORY.entries()) {
  showTitle(`${at + 1}. ${step.title}`);
  await act((one) => step.act(one));
  wrong.push(...step.check(repository).map((sentence) => `Step ${at + 1}: ${sentence}.`));
}
wrong.push(
  ...playground.github.invalidRequests.map((request) => `The bot sent an invalid request: ${request}`),
);

if (wrong.length > 0) {
  console.error(`\nThe story did not come out right:\n${wrong.map((one) => `  ${one}`).join("\n")}`);
  process.exitCode = 1;
} else {
  showTitle("That is the whole life of a diagram. TRACKER.md changed by itself at each step.");
  if (!values.once) await converse(repository, (work) => act(work));
}
await playground.close();
