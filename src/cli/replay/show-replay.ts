import type { Problem } from "../../domain/problem.ts";
import { noteProblems } from "../read-campaign.ts";
import { paint, printWords, type Shell, visible } from "../shell.ts";
import { showDiff } from "../unified-diff.ts";
import type { Replay } from "./describe-plan.ts";

/** A replay as a person reads it: decision, difference, and what would be said. */
export function showReplay(shell: Shell, replay: Replay, problems: readonly Problem[]): void {
  const title = (text: string) => shell.print(`\n${paint(shell, "bold", visible(shell, text))}`);
  const indented = (text: string) => printWords(shell, visible(shell, text.replace(/^(?=.)/gm, "  ")));
  shell.print(paint(shell, "bold", `What ${visible(shell, replay.event)} says to the bot`));
  if (replay.nothing !== null) {
    indented(replay.nothing);
    return;
  }
  for (const { key, decision } of replay.decisions) indented(`${key}: ${decision}`);
  title(replay.commit === null ? "No file changes" : `It commits: ${replay.commit}`);
  for (const { diff } of replay.files) showDiff(shell, diff);
  for (const { issue, changes } of replay.beside) {
    title(`Beside #${issue} it`);
    for (const change of changes) indented(change);
  }
  for (const { title: text, body } of replay.opens) {
    title(`It opens an issue: ${text}`);
    indented(withoutMarker(body));
  }
  if (replay.replies.length + replay.notices.length === 0) title("It says nothing");
  for (const { thread, body } of replay.replies) {
    title(`It comments on #${thread}`);
    indented(body);
  }
  for (const { thread, body } of replay.notices) {
    title(`It keeps a comment on #${thread}`);
    indented(withoutMarker(body));
  }
  if (replay.unknown.length > 0) {
    shell.note(`\n${paint(shell, "yellow", "The payload does not say")}`);
    for (const fact of replay.unknown) shell.note(visible(shell, `  ${fact}`));
  }
  noteProblems(shell, problems);
}

function withoutMarker(body: string): string {
  return body.replace(/(?<!\n)\n*<!-- diagram-tracker:[a-z]+(?: [A-Z0-9-]+)? -->\s*$/, "");
}
