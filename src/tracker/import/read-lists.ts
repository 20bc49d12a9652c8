import type { DiagramId } from "../../domain/diagram-id.ts";
import type { StatusWords } from "../columns/status-words.ts";
import { captionOf } from "./caption.ts";
import type { Block, ListBlock, Report } from "./outline.ts";
import { type CandidateItems, readTasks, type Task } from "./read-tasks.ts";
import { countedNoun } from "./report-tables.ts";

/** The task lists that may name diagrams. `inTables`: the IDs that tables have, of which a list only reminds. */
export function readLists(
  blocks: readonly Block[],
  inTables: ReadonlySet<DiagramId>,
  words: StatusWords,
  report: Report,
): CandidateItems[] {
  const lists = blocks.flatMap((block): (CandidateItems & { readonly hasBoxes: boolean })[] => {
    if (block.kind !== "list" || block.tasks.length === 0) return [];
    const tasks = readTasks(block, words);
    const confidence = confidenceOf(tasks, inTables, block, report);
    if (confidence === null) return [];
    // Where only a word here and there looks like an ID, it is a part of the name.
    const read = confidence === "ids" ? tasks : readTasks(block, words, false);
    const hasBoxes = block.tasks.some(({ isBox }) => isBox);
    return [{ block, kind: "items", what: "task", confidence, line: block.line, tasks: read, hasBoxes }];
  });
  // Marks without boxes are decoration as often as not: they are statuses where they differ.
  const withSymbols = lists.filter(({ hasBoxes }) => !hasBoxes);
  const isTold = new Set(withSymbols.flatMap(({ tasks }) => tasks.map(({ row }) => row.status))).size > 1;
  return lists.filter((one) => {
    if (one.confidence === "ids") return true;
    if (!one.hasBoxes && !isTold) return false;
    const heading = aboutWork(one.block, blocks);
    if (heading === null) return true;
    const why = `since \`${heading.slice(0, 60)}\` above it says how work is done rather than what is to be made`;
    report(one.line, `This list of ${countedNoun(one.tasks.length, "task")} stays as it stands, ${why}.`);
    return false;
  });
}

function confidenceOf(
  tasks: readonly Task[],
  inTables: ReadonlySet<DiagramId>,
  { line }: ListBlock,
  report: Report,
): "ids" | "guess" | null {
  const ids = tasks.filter(({ id }) => id.kind !== "none");
  const fresh = ids.filter(({ id }) => id.kind === "bare" || (id.kind === "whole" && !inTables.has(id.id)));
  if (ids.length === tasks.length && fresh.length === ids.length) return "ids";
  if (ids.length * 2 < tasks.length) return "guess";
  if (fresh.length === 0) return null;
  const example = tasks.find(({ id }) => id.kind === "none")?.row.name.slice(0, 40) ?? "";
  const why = `${tasks.length - fresh.length} of them begin with no ID, or with one that a table has`;
  const advice = `To import it, write an ID behind each box, as in \`- [ ] DOC-1 ${example}\``;
  report(
    line,
    `This list of ${countedNoun(tasks.length, "task")} stays as it stands, since ${why}. ${advice}.`,
  );
  return null;
}

/** What the boxes under such a heading say is how work is done, not what is to be made. */
const ABOUT_WORK =
  /acceptance|criteri(?:a|on)\b|definition of done|prerequisite|before you|how to|guidelines|(?:pr|review|pull request|release|merge|submission|quality)[ -]checklist|\btemplates?$|quality standards|品質基準|验收标准/i;

function aboutWork(block: Block, blocks: readonly Block[]): string | null {
  const headings = [...block.under.filter(({ depth }) => depth > 1), captionOf(blocks, block)];
  return headings.find((heading) => heading !== null && ABOUT_WORK.test(heading.text))?.text ?? null;
}
