import { COMMANDS } from "../commands/all.ts";
import { parseComment } from "../commands/parse-comment.ts";
import { FIRST_DRAWING, FIRST_SEQUENCE, MENDED_DRAWING, MENDED_SEQUENCE, TICKED } from "./drawing.ts";
import type { RepositoryHandle } from "./github/repository-handle.ts";
import type { Turn } from "./parse-turn.ts";

type Act = Exclude<Turn, { readonly kind: "tracker" | "help" | "quit" }>;

/** Does on the stand-in what a turn says. What GitHub would refuse throws. */
export function takeTurn(repository: RepositoryHandle, turn: Act): void {
  switch (turn.kind) {
    case "comment": {
      const { author, thread, body } = turn;
      // One may write as anybody, so whoever is mentioned exists.
      for (const [, login = ""] of body.matchAll(/@([A-Za-z0-9](?:-?[A-Za-z0-9]){0,38})/g)) {
        repository.meet(login);
      }
      repository.comment({ author, thread, body });
      return;
    }
    case "open": {
      const { author, title } = turn;
      repository.openPullRequest({ author, title, files: { [pathOf(title)]: drawingOf(title).first } });
      return;
    }
    case "mend": {
      const { by, number } = turn;
      const title = repository.state.threads.get(number)?.title ?? "";
      repository.pushTo(number, { author: by, files: { [pathOf(title)]: drawingOf(title).mended } });
      repository.edit(number, { editor: by, body: TICKED });
      return;
    }
    case "approve":
      repository.approve(turn.number, turn.by);
      return;
    case "changes":
      repository.requestChanges(turn.number, turn.by);
      return;
    case "merge":
      repository.merge(turn.number, turn.by);
      return;
    case "close":
      repository.close(turn.number, turn.by);
  }
}

/** Why the bot, which has done nothing, had nothing to do. */
export function explainSilence(repository: RepositoryHandle, turn: Act): string {
  if (turn.kind === "comment") {
    if (parseComment(turn.body).length === 0) {
      return "That is talk among people: a command stands at the start of a line, such as /claim G-LIN-SQ.";
    }
    const names = COMMANDS.map(({ name }) => `/${name}`).join(" ");
    return `None of its commands was meant, or the same was answered a moment ago. It knows ${names}.`;
  }
  if (turn.kind === "approve" && !mayWrite(repository, turn.by)) {
    return `${turn.by} has no right to write to this repository, so an approval of theirs verifies nothing. grace and maria have.`;
  }
  if (turn.kind === "open") return `No diagram of the catalog is named in the title, such as G-LIN-SQ.`;
  return "Nothing changes for a diagram by it.";
}

function mayWrite(repository: RepositoryHandle, login: string): boolean {
  const role = repository.roleOf(login);
  return role !== null && role !== "read" && role !== "triage";
}

/** The drawing's file, by the pull request's title. */
function pathOf(title: string): string {
  return `diagrams/${title.split(":")[0]?.replace(/[^A-Za-z0-9-]+/g, "-")}.md`;
}

/** Of the kind that the diagram's ID asks for, else one that flows. */
function drawingOf(title: string): { readonly first: string; readonly mended: string } {
  return /^[A-Z0-9-]+-SQ\b/i.test(title.trim())
    ? { first: FIRST_SEQUENCE, mended: MENDED_SEQUENCE }
    : { first: FIRST_DRAWING, mended: MENDED_DRAWING };
}
