import { createInterface } from "node:readline";
import { FIRST_DRAWING, MENDED_DRAWING, TICKED } from "./drawing.ts";
import type { RepositoryHandle } from "./github/repository-handle.ts";
import { showNote } from "./show.ts";

const HELP = `  Write as anybody, about anything:
    ada: /claim G-LIN-SQ              ada comments on the issue #1
    grace #2: /status @ada            grace comments on #2
    pr ada G-LIN-SQ: a sequence       ada opens a pull request with this title, and a drawing with two faults
    mend ada 3                        ada mends the drawing of #3, and ticks what only a person can tell
    approve grace 3                   grace, who may write, approves #3; also: changes, merge, close
    tracker G-LIN                     the lines of the tracker that hold this text; without one, how far it is
    quit                              help shows this again
  maria is the maintainer.`;

/**
 * Lets a person play all the others until they quit or the input ends. `act` carries out what was typed and shows what
 * the bot does about it.
 */
export async function converse(
  repository: RepositoryHandle,
  act: (work: () => void) => Promise<void>,
): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: "\n> " });
  // Input that is piped ends long before its last line was carried out.
  let isClosed = false;
  lines.once("close", () => {
    isClosed = true;
  });
  const ask = () => {
    if (!isClosed) lines.prompt();
  };
  console.log(`\nNow you.\n${HELP}`);
  ask();
  for await (const line of lines) {
    const text = line.trim();
    if (text === "quit" || text === "exit") break;
    if (text === "help" || text === "?") console.log(HELP);
    else if (text.startsWith("tracker")) showTracker(repository, text.slice("tracker".length).trim());
    else if (text !== "") await attempt(repository, text, act);
    ask();
  }
  lines.close();
}

async function attempt(
  repository: RepositoryHandle,
  text: string,
  act: (work: () => void) => Promise<void>,
): Promise<void> {
  const work = parseLine(repository, text);
  if (work === null) return showNote("  I do not understand that. Try `ada: /claim G-LIN-SQ`, or `help`.");
  try {
    await act(work);
  } catch (error) {
    // What GitHub would refuse (a merge of a closed pull request) is no reason to end the game.
    showNote(`  GitHub refuses: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseLine(repository: RepositoryHandle, text: string): (() => void) | null {
  const pr = /^pr ([A-Za-z0-9-]+) (.+)$/.exec(text);
  if (pr?.[1] && pr[2]) {
    const [, author, title] = pr;
    const files = { [drawingOf(title)]: FIRST_DRAWING };
    return () => void repository.openPullRequest({ author, title, files });
  }
  const mend = /^mend ([A-Za-z0-9-]+) #?(\d+)$/.exec(text);
  if (mend?.[1] && mend[2]) {
    const [by, number] = [mend[1], Number(mend[2])];
    return () => {
      const title = repository.state.threads.get(number)?.title ?? "";
      repository.pushTo(number, { author: by, files: { [drawingOf(title)]: MENDED_DRAWING } });
      repository.edit(number, { editor: by, body: TICKED });
    };
  }
  const verb = /^(approve|changes|merge|close) ([A-Za-z0-9-]+) #?(\d+)$/.exec(text);
  if (verb?.[2] && verb[3]) {
    const [by, number] = [verb[2], Number(verb[3])];
    if (verb[1] === "approve") return () => void repository.approve(number, by);
    if (verb[1] === "changes") return () => void repository.requestChanges(number, by);
    if (verb[1] === "merge") return () => void repository.merge(number, by);
    return () => repository.close(number, by);
  }
  const comment = /^([A-Za-z0-9-]+)(?: #(\d+))?: ?(.+)$/.exec(text);
  if (comment?.[1] && comment[3]) {
    const [, author, thread = "1", body] = comment;
    return () => void repository.comment({ author, thread: Number(thread), body });
  }
  return null;
}

/** The drawing's file, by the pull request's title. */
function drawingOf(title: string): string {
  return `diagrams/${title.split(":")[0]?.replace(/[^A-Za-z0-9-]+/g, "-")}.md`;
}

function showTracker(repository: RepositoryHandle, wanted: string): void {
  const lines = (repository.file("TRACKER.md") ?? "").split("\n");
  // The names of the summary's rows are bold.
  for (const line of lines.filter((one) => one.includes(wanted || "| **"))) console.log(`  ${line}`);
}
