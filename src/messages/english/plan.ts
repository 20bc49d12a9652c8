import type { Assignment } from "../../domain/assignment.ts";
import { quote, words } from "../words.ts";
import { counted } from "./grammar.ts";

export const plan = {
  removed: (id: string, now: Assignment, renamed: string | null) =>
    words(
      renamed === null ? "A diagram in use removed" : "A diagram in use renamed",
      `${quote(id)} is ${renamed === null ? "no longer in the catalog" : `${quote(renamed)} now`}, but ${now.assignee === null ? `it is ${now.status}` : `${quote(now.assignee)} holds it (${now.status})`}, and then its file would belong to no diagram. Keep the ID, or write beside the new one what it was: ${quote(`${renamed ?? "NEW-ID"}: { name: …, was: ${id} }`)}. The assignment then goes along.`,
    ),
  orphan: (id: string, path: string) =>
    words(
      "A file left behind",
      `${quote(id)} is no longer in the catalog and nobody holds it, but ${quote(path)} is still there. Remove or rename that file too.`,
    ),
  catalogUnread: () =>
    words(
      "A part of the catalog",
      "While this file cannot be read, I do not update the tracker, and nobody can claim its diagrams. Correct the file.",
    ),
  moved: (key: string, from: string, to: string, left: number) =>
    words(
      "Files left behind",
      `${quote(key)} moves from ${quote(from)} to ${quote(to)}, but ${counted(left, "file", "files")} would stay in the old place, where I no longer read them. Move them in the same pull request.`,
    ),
  forMaintainers: (isConfig: boolean) =>
    words(
      "For a maintainer",
      `This changes ${isConfig ? "the campaign's configuration, which also says who may do what" : "what the campaign plans"}. Next: a maintainer approves this pull request, after its last commit.`,
    ),
} as const;
