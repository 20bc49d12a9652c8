import { createInterface, type Interface } from "node:readline";
import { completeTurn } from "./complete-turn.ts";
import type { RepositoryHandle } from "./github/repository-handle.ts";
import { parseTurn } from "./parse-turn.ts";
import { showMarkdown, showNote } from "./show.ts";
import { explainSilence, takeTurn } from "./take-turn.ts";

const HELP = `  Write as anybody, about anything:
    ada: /claim G-LIN-SQ              ada comments on the issue #1; without a name it is ada, too
    grace #2: /status @ada            grace comments on #2
    pr ada G-LIN-SQ: a sequence       ada opens a pull request with this title, and a drawing with faults
    ada: /source G-LIN-SQ https://etcd.io/docs/v3.5/learning/api_guarantees/
    mend ada 3                        ada mends the drawing of #3, and ticks what only a person can tell
    approve grace 3                   grace, who may write, approves #3; also: changes, merge, close
    tracker G-LIN                     the lines of the tracker that hold this text; without one, how far it is
    quit                              help shows this again
  A line that ends in \\ goes on in the next. Tab completes. maria is the maintainer.`;

/** Carries out what was typed, and shows what the bot does about it. False: it did nothing. */
export type Act = (work: () => void) => Promise<boolean>;

/** Lets a person play all the others until they quit or the input ends. */
export async function converse(repository: RepositoryHandle, act: Act): Promise<void> {
  console.log(`\nNow you.\n${HELP}`);
  const completer = (line: string) => completeTurn(repository, line);
  const lines = new Lines(createInterface({ input: process.stdin, output: process.stdout, completer }));
  for (;;) {
    const typed = await lines.next();
    if (typed === null) break;
    const turn = parseTurn(typed);
    if (typeof turn === "string") showNote(turn, 2);
    else if (turn.kind === "quit") break;
    else if (turn.kind === "help") console.log(HELP);
    else if (turn.kind === "tracker") showTracker(repository, turn.wanted);
    else {
      try {
        if (!(await act(() => takeTurn(repository, turn)))) {
          showNote(`The bot does nothing. ${explainSilence(repository, turn)}`, 2);
        }
      } catch (error) {
        // What GitHub would refuse (a merge of a closed pull request) is no reason to end the game.
        showNote(`GitHub refuses: ${error instanceof Error ? error.message : String(error)}`, 2);
      }
    }
  }
  lines.close();
  showNote("\nThat was it. Nothing of it is kept.");
}

/**
 * What is typed, one at a time. Several lines that are pasted at once, and input from a pipe, are repeated, each above what
 * comes of it.
 */
class Lines {
  private readonly typed: Interface;
  private readonly waiting: string[] = [];
  private isClosed = false;
  private wake = () => {};

  constructor(typed: Interface) {
    this.typed = typed;
    typed.on("line", (line) => {
      this.waiting.push(line);
      this.wake();
    });
    typed.once("close", () => {
      this.isClosed = true;
      this.wake();
    });
    // Ctrl-C gives up the line that was begun, and the game where there is none.
    typed.on("SIGINT", () => {
      if (typed.line === "") typed.close();
      else {
        typed.write(null, { ctrl: true, name: "e" });
        typed.write(null, { ctrl: true, name: "u" });
      }
    });
  }

  /** Null: there are no more. */
  async next(): Promise<string | null> {
    const first = await this.one("> ");
    if (first === null) return null;
    let text = first;
    while (text.endsWith("\\")) {
      const more = await this.one("… ");
      text = `${text.slice(0, -1)}\n${more ?? ""}`;
    }
    return text.trim() === "" ? this.next() : text;
  }

  close(): void {
    this.typed.close();
  }

  private async one(prompt: string): Promise<string | null> {
    const isTyped = this.waiting.length === 0 && process.stdin.isTTY && !this.isClosed;
    if (isTyped) {
      if (prompt === "> ") console.log("");
      this.typed.setPrompt(prompt);
      this.typed.prompt();
    }
    if (this.waiting.length === 0 && !this.isClosed) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.wake = resolve;
      await promise;
      // A pasted text arrives as a whole: its first line has answers below it only if the others are repeated, too.
      await new Promise((done) => setImmediate(done));
    }
    const line = this.waiting.shift() ?? null;
    if (line !== null && (!isTyped || this.waiting.length > 0))
      console.log(`${prompt === "> " ? "\n" : ""}${prompt}${line}`);
    return line;
  }
}

function showTracker(repository: RepositoryHandle, wanted: string): void {
  const lines = (repository.file("TRACKER.md") ?? "").split("\n");
  if (wanted === "") {
    // The summary is the document's first table; the names of its rows are bold.
    const start = lines.findIndex((line, at) => line.startsWith("| ") && lines[at + 2]?.startsWith("| **"));
    const end = lines.findIndex((line, at) => at > start && !line.startsWith("|"));
    showMarkdown(lines.slice(start, end).join("\n"));
    return;
  }
  const found = lines.filter((line) => line.includes(wanted));
  const rows = found.filter((line) => /^\| [A-Z0-9-]+ \|/.test(line));
  const head = lines.findLast(
    (line, at) =>
      line.startsWith("| ") && at < lines.indexOf(rows[0] ?? "") && lines[at + 1]?.startsWith("|-"),
  );
  if (rows.length > 0 && head !== undefined) {
    showMarkdown([head, head.replace(/[^|]+/g, "---"), ...rows].join("\n"));
  } else if (found.length > 0) showMarkdown(found.join("\n\n"));
  else showNote(`No line of the tracker holds "${wanted}".`, 2);
}
