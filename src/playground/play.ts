import { createInterface } from "node:readline/promises";
import { ATLAS } from "./atlas.ts";
import { converse } from "./converse.ts";
import type { RepositoryHandle } from "./github/repository-handle.ts";
import { Observer } from "./observe.ts";
import { showNote, showObserved, showTitle } from "./show.ts";
import { startPlayground } from "./start-playground.ts";
import { STORY } from "./story.ts";

/** Plays the story, and then lets the person at the terminal play on. The exit code is 1 where the story did not come out right. */
export async function play({ once }: { readonly once: boolean }): Promise<number> {
  const playground = await startPlayground();
  const repository = playground.github.createRepository({
    owner: "atlas",
    name: "diagrams",
    files: ATLAS,
    permissions: { grace: "write", maria: "admin" },
  });
  const observer = new Observer(repository);

  // The terminal and the panel take turns.
  let turn: Promise<unknown> = Promise.resolve();
  const act = (work: (repository: RepositoryHandle) => void): Promise<boolean> => {
    const mine = turn.then(async () => {
      work(repository);
      await playground.idle();
      return showObserved(observer.next());
    });
    turn = mine.catch(() => {});
    return mine;
  };

  showNote(
    "A GitHub and the bot, on this machine only. The repository atlas/diagrams holds the Atlas: 1,233 planned diagrams.",
  );
  const isWatched = !once && process.stdin.isTTY && process.stdout.isTTY;
  const wrong: string[] = [];
  for (const [at, step] of STORY.entries()) {
    if (isWatched && at > 0) await waitForEnter();
    showTitle(`${at + 1}. ${step.title}`);
    await act((one) => step.act(one));
    wrong.push(...step.check(repository).map((sentence) => `Step ${at + 1}: ${sentence}.`));
  }
  wrong.push(
    ...playground.github.invalidRequests.map((request) => `The bot sent an invalid request: ${request}`),
  );

  if (wrong.length > 0) {
    console.error(`\nThe story did not come out right:\n${wrong.map((one) => `  ${one}`).join("\n")}`);
  } else {
    showTitle("That is the whole life of a diagram. TRACKER.md changed by itself at each step.");
    if (!once) {
      const { startPanel } = await import("./panel/start-panel.ts");
      const panel = await startPanel({ repository, now: Date.now, act });
      showNote(
        `The campaign's page is at ${panel.url}/ and this GitHub at ${panel.url}/play, for this machine only.`,
      );
      await converse(repository, (work) => act(work));
      await panel.close();
    }
  }
  await playground.close();
  return wrong.length > 0 ? 1 : 0;
}

/** On a terminal the story goes on when its reader does. */
async function waitForEnter(): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  lines.once("SIGINT", () => process.exit(130));
  await lines.question("\n  Enter goes on. ");
  lines.close();
}
