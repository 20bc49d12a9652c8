import type { Assignment } from "../../domain/assignment.ts";
import { quote, words } from "../words.ts";
import { counted } from "./grammar.ts";

export const plan = {
  removed: (id: string, now: Assignment, renamed: string | null) =>
    words(
      renamed === null ? "A diagram in use removed" : "A diagram in use renamed",
      `${quote(id)} is ${renamed === null ? "no longer in the catalog" : `${quote(renamed)} now`}, but ${now.assignee === null ? `it is ${now.status}` : `${quote(now.assignee)} holds it (${now.status})`}, and its file would belong to no diagram. Keep the ID, or move the assignment file in the same pull request.`,
    ),
  orphan: (id: string, path: string) =>
    words(
      "A file left behind",
      `${quote(id)} is no longer in the catalog; nobody holds it, but ${quote(path)} stays. Remove or rename that too.`,
    ),
  catalogUnread: () =>
    words(
      "A part of the catalog",
      "While this file cannot be read the tracker is not rendered and its diagrams cannot be claimed.",
    ),
  moved: (key: string, from: string, to: string, left: number) =>
    words(
      "Files left behind",
      `${quote(key)} moves from ${quote(from)} to ${quote(to)}, but ${counted(left, "file", "files")} would stay in the old place and be read no more. Move them in the same pull request.`,
    ),
  forMaintainers: (isConfig: boolean) =>
    words(
      "For a maintainer",
      `This changes ${isConfig ? "the campaign's configuration, who may do what included" : "what the campaign plans"}. A maintainer has to approve this pull request, after its last commit.`,
    ),
} as const;
