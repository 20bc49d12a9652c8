import { assignmentPath } from "../../domain/assignment-file.ts";
import { parseDiagramId } from "../../domain/diagram-id.ts";
import { pausePath } from "../../domain/pause.ts";
import type { FileContent } from "../../facts/contents.ts";
import { stemOf } from "./areas.ts";
import { type Finding, finding, type Words, wholeFile } from "./finding.ts";
import type { CampaignFile, Proposal } from "./proposal.ts";
import { unlessMaintainer } from "./unless-maintainer.ts";
import { sayOfFiles, sayOfTracker } from "./wording.ts";

/** Files that are no text, or lie or are named where nobody finds them. */
export function checkFiles(proposal: Proposal): Finding[] {
  return proposal.files.flatMap((file) => {
    const place = wholeFile(file.path);
    const found = [];
    const unread = wordsFor(file.file.content);
    if (unread) found.push(finding("failure", place, unread));
    if (file.area === "tracker" && file.file.content.kind === "removed") {
      found.push(unlessMaintainer(proposal, place, sayOfTracker.documentGone()));
    }
    if (file.path === pausePath(proposal.config)) {
      found.push(unlessMaintainer(proposal, place, sayOfFiles.pause()));
    }
    const misplaced = unread === null && file.text !== null ? whereInstead(file, proposal) : null;
    if (misplaced) found.push(finding("failure", place, misplaced));
    return found;
  });
}

function wordsFor(content: FileContent): Words | null {
  switch (content.kind) {
    case "text":
    case "removed":
      return null;
    case "binary":
      return sayOfFiles.binary();
    case "too-large":
      return sayOfFiles.tooLarge(content.bytes);
    case "over-budget":
      return sayOfFiles.overBudget();
    case "symlink":
      return sayOfFiles.symlink();
    case "submodule":
      return sayOfFiles.submodule();
    case "unreadable":
      return sayOfFiles.unreadable();
  }
}

function whereInstead({ area, path }: CampaignFile, { config, proposed }: Proposal): Words | null {
  const id = parseDiagramId(stemOf(path));
  if (id === null) return null;
  const group = proposed.catalog.diagrams.get(id)?.group;
  if (area === "stray") {
    const expected = group ? assignmentPath(config, group, id) : `${config.paths.assignments}/${id}.yml`;
    return sayOfFiles.stray(expected);
  }
  return area === "assignment" && stemOf(path) !== id ? sayOfFiles.nameInCapitals(id) : null;
}
