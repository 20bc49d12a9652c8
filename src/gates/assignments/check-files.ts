import { assignmentPath } from "../../domain/assignment-file.ts";
import { parseDiagramId } from "../../domain/diagram-id.ts";
import { pausePath } from "../../domain/pause.ts";
import type { FileContent } from "../../facts/contents.ts";
import type { Messages } from "../../messages/english/english.ts";
import type { Words } from "../../messages/words.ts";
import { stemOf } from "./areas.ts";
import { finding, type RuleFinding, wholeFile } from "./finding.ts";
import type { CampaignFile, Proposal } from "./proposal.ts";
import { unlessMaintainer } from "./unless-maintainer.ts";

/** Files that are no text, or lie or are named where nobody finds them. */
export function checkFiles(proposal: Proposal): RuleFinding[] {
  return proposal.files.flatMap((file) => {
    const range = wholeFile(file.path);
    const found = [];
    const unread = wordsFor(file.file.content, proposal.say);
    if (unread) found.push(finding("failure", range, unread));
    if (file.area === "tracker" && file.file.content.kind === "removed") {
      found.push(unlessMaintainer(proposal, range, proposal.say.tracker.documentGone()));
    }
    if (file.path === pausePath(proposal.config)) {
      found.push(unlessMaintainer(proposal, range, proposal.say.files.pause()));
    }
    const misplaced = unread === null && file.text !== null ? whereInstead(file, proposal) : null;
    if (misplaced) found.push(finding("failure", range, misplaced));
    return found;
  });
}

function wordsFor(content: FileContent, say: Messages): Words | null {
  switch (content.kind) {
    case "text":
    case "removed":
      return null;
    case "binary":
      return say.files.binary();
    case "too-large":
      return say.files.tooLarge(content.bytes);
    case "over-budget":
      return say.files.overBudget();
    case "symlink":
      return say.files.symlink();
    case "submodule":
      return say.files.submodule();
    case "unreadable":
      return say.files.unreadable();
  }
}

function whereInstead({ area, path }: CampaignFile, { config, proposed, say }: Proposal): Words | null {
  const id = parseDiagramId(stemOf(path));
  if (id === null) return null;
  const group = proposed.catalog.diagrams.get(id)?.group;
  if (area === "stray") {
    const expected = group ? assignmentPath(config, group, id) : `${config.paths.assignments}/${id}.yml`;
    return say.files.stray(expected);
  }
  return area === "assignment" && stemOf(path) !== id ? say.files.nameInCapitals(id) : null;
}
