import { assignmentOf } from "../../domain/campaign.ts";
import { currentId, type Diagram } from "../../domain/catalog.ts";
import { isSameData } from "../../domain/same-data.ts";
import type { SourceFile } from "../../domain/source-file.ts";
import { type FileRange, finding, pointIn, type RuleFinding, wholeFile } from "./finding.ts";
import type { Proposal } from "./proposal.ts";
import { unlessMaintainer } from "./unless-maintainer.ts";

/** Changes of the catalog and the configuration that would pull the ground from under somebody's work. */
export function checkPlan(proposal: Proposal): RuleFinding[] {
  return [...checkCatalog(proposal), ...checkConfiguration(proposal), ...checkWord(proposal)];
}

/**
 * Who may do what, what a drawing has to show and what is planned are a maintainer's word, by the configuration that
 * stands: nobody makes themselves maintainer, nor asks less of their own drawing, by the pull request that it is in.
 */
function checkWord(proposal: Proposal): RuleFinding[] {
  const { state, proposed, files, input } = proposal;
  const config = files.find(({ area }) => area === "config");
  const isConfigOther =
    config !== undefined &&
    config.text !== (input.files.config?.text ?? null) &&
    (state.configBroken || proposed.configBroken || !isSameData(state.config, proposed.config));
  const catalog = files.find(
    ({ area, path, text }) =>
      area === "catalog" && text !== (input.files.catalog.find((one) => one.path === path)?.text ?? null),
  );
  const changed = [...(isConfigOther ? [config] : []), ...(catalog ? [catalog] : [])];
  if (changed.length === 0 || proposal.isMaintainers()) return [];
  return changed.map(({ area, path }) =>
    finding("failure", wholeFile(path), proposal.say.plan.forMaintainers(area === "config")),
  );
}

function checkCatalog(proposal: Proposal): RuleFinding[] {
  const { state, proposed, files, input } = proposal;
  const changed = files.filter(({ area }) => area === "catalog");
  const [first] = changed;
  // Of half a catalog nothing can be said to be gone.
  if (!first || proposed.catalogBroken.length > 0) return [];
  // What says which ID it was takes the assignment along.
  const gone = [...state.catalog.diagrams.values()].filter(
    ({ id }) => currentId(proposed.catalog, id) === null,
  );
  const added = [...proposed.catalog.diagrams.values()].filter(({ id }) => !state.catalog.diagrams.has(id));
  return gone.flatMap((diagram): RuleFinding[] => {
    const { id } = diagram;
    const file = proposal.input.files.assignments.find(({ path }) => isNamedFor(path, id));
    const stays = file && !files.some(({ path, text }) => path === file.path && text === null);
    if (!stays) return [];
    const renamed = renamedTo(diagram, added);
    const range = rangeOf(renamed?.id ?? diagram.group.key, changed, first.path);
    const now = assignmentOf(input.campaign, id);
    const isInUse = now.assignee !== null || now.status !== "pending";
    return isInUse
      ? [unlessMaintainer(proposal, range, proposal.say.plan.removed(id, now, renamed?.id ?? null))]
      : [finding("warning", range, proposal.say.plan.orphan(id, file.path))];
  });
}

function isNamedFor(path: string, id: string): boolean {
  return path.endsWith(`/${id}.yml`) || path.endsWith(`/${id}.yaml`);
}

/** A new ID with the same name in the same group is the old one under another ID. */
function renamedTo({ name, group }: Diagram, added: readonly Diagram[]): Diagram | null {
  return added.find((other) => other.name === name && other.group.key === group.key) ?? null;
}

/** Where a word stands in the catalog as the pull request has it; failing that, the first file that it changes. */
function rangeOf(
  word: string,
  changed: readonly { path: string; text: string | null }[],
  other: string,
): FileRange {
  for (const { path, text } of changed) {
    const lines = text?.split("\n") ?? [];
    const line = lines.findIndex((one) => one.split(/[^A-Za-z0-9-]+/).includes(word));
    if (line !== -1) return pointIn(path, line + 1, (lines[line]?.indexOf(word) ?? 0) + 1);
  }
  return wholeFile(other);
}

function checkConfiguration(proposal: Proposal): RuleFinding[] {
  const { state, proposed, files, input } = proposal;
  const file = files.find(({ area }) => area === "config");
  if (!file || file.text === input.files.config?.text) return [];
  const found: RuleFinding[] = [];
  if (!state.configBroken && !proposed.configBroken) {
    for (const key of ["catalog", "assignments"] as const) {
      const [from, to] = [state.config.paths[key], proposed.config.paths[key]];
      const left = from === to ? [] : staying(input.files[key], proposal, `${to}/`);
      if (left.length === 0) continue;
      const range = rangeOf(key, [file], file.path);
      found.push(
        unlessMaintainer(proposal, range, proposal.say.plan.moved(`paths.${key}`, from, to, left.length)),
      );
    }
  }
  return found;
}

function staying(present: readonly SourceFile[], { files }: Proposal, folder: string): readonly SourceFile[] {
  const removed = new Set(files.filter(({ text }) => text === null).map(({ path }) => path));
  return present.filter(({ path }) => !removed.has(path) && !path.startsWith(folder));
}
