import { type Arguments, exampleId } from "../commands/arguments.ts";
import type { DiagramCommand, Situation } from "../commands/command.ts";
import { assignmentOf } from "../domain/campaign.ts";
import { type Diagram, knownIn, matchDiagrams } from "../domain/catalog.ts";
import { findDiagramIds } from "../domain/diagram-id.ts";
import { goneDiagram } from "../domain/gone-diagram.ts";
import { suggest } from "../domain/suggest.ts";
import { suggestDiagram } from "../domain/suggest-diagram.ts";
import type { Fold } from "./fold.ts";
import { worksOn } from "./links/links-of.ts";

/** What a command is about, and sentences on the names that the catalog has not; or one sentence that refuses it whole. */
export type Chosen = { readonly diagrams: readonly Diagram[]; readonly unknown: readonly string[] } | string;

export function chooseDiagrams(
  fold: Fold,
  command: DiagramCommand,
  args: Arguments,
  situation: Situation,
): Chosen {
  const { say } = situation;
  const { named, unknown } = namedDiagrams(fold, command, args);
  const own = command.choose?.(args, situation, args.patterns.length > 0 ? named : null) ?? null;
  if (typeof own === "string") return unknown.length > 0 ? { diagrams: [], unknown } : own;
  if (own !== null) return { diagrams: own, unknown };
  if (args.next) return say.command.cannotChoose(`/${command.name} ${exampleId({ patterns: [] })}`);
  if (args.patterns.length > 0) return { diagrams: [...named], unknown };
  for (const word of args.words.slice(0, 5)) {
    const near = word.length >= 5 && /[-_\d]/.test(word) ? suggestFor(fold, command, word) : null;
    if (near) return { diagrams: [], unknown: [say.command.unknown(word, near)] };
  }
  const diagrams = command.takesAll
    ? diagramsOfPullRequest(fold, situation)
    : diagramsOfThread(fold, situation);
  return { diagrams, unknown };
}

/** Whoever claims means one that is free, of two that are equally near. */
function suggestFor({ campaign }: Fold, { event }: DiagramCommand, typed: string): string | null {
  if (event !== "claim") return suggestDiagram(typed, campaign.catalog);
  return suggestDiagram(typed, campaign.catalog, (id) => assignmentOf(campaign, id).status === "pending");
}

function namedDiagrams(fold: Fold, command: DiagramCommand, { patterns }: Arguments) {
  const { state, say, gone } = fold;
  const { catalog } = state;
  const named = new Set<Diagram>();
  const unknown: string[] = [];
  const strange: string[] = [];
  const notFound: string[] = [];
  for (const { text, pattern } of patterns) {
    const found = matchDiagrams(catalog, pattern);
    for (const diagram of found) named.add(diagram);
    if (found.length > 0) continue;
    const vanished = pattern.kind === "one" ? gone.get(pattern.id) : undefined;
    if (vanished) {
      if (command.event === "release") named.add(goneDiagram(vanished.diagram_id, say.vanished.instead()));
      else unknown.push(say.vanished.stillAssigned(vanished));
      continue;
    }
    notFound.push(text);
    if (pattern.kind === "one") {
      const near = suggestFor(fold, command, text);
      if (near === null) strange.push(text);
      else unknown.push(say.command.unknown(text, near));
    } else {
      const near = suggest(text, groupPatterns(catalog.diagrams.keys()));
      unknown.push(say.command.unknownPattern(text, near));
    }
  }
  if (strange.length > 0) unknown.push(say.command.unknownAll(strange));
  if (state.catalog.isWhole || notFound.length === 0) return { named, unknown };
  return { named, unknown: [fold.notFound(notFound, "")] };
}

/** The one diagram that the thread is about: that of its title, or the only one that the pull request carries. */
function diagramsOfThread(fold: Fold, { thread }: Situation): Diagram[] {
  const titled = findDiagramIds(thread.title, knownIn(fold.state.catalog));
  const ids = titled.length > 0 || !thread.onPullRequest ? titled : fold.linkedTo(thread.number);
  const diagram = ids.length === 1 && ids[0] ? fold.state.catalog.diagrams.get(ids[0]) : undefined;
  return diagram ? [diagram] : [];
}

/** All that a pull request stands for; of an issue the one that its title names. */
function diagramsOfPullRequest(fold: Fold, situation: Situation): Diagram[] {
  const { number, onPullRequest } = situation.thread;
  const pr = onPullRequest ? fold.pullRequest(number) : null;
  if (!pr) return diagramsOfThread(fold, situation);
  return [...worksOn(fold, pr).linked.keys()].flatMap((id) => fold.state.catalog.diagrams.get(id) ?? []);
}

function groupPatterns(ids: Iterable<string>): Set<string> {
  const patterns = new Set<string>();
  for (const id of ids) patterns.add(`${id.slice(0, id.lastIndexOf("-"))}-*`);
  return patterns;
}
