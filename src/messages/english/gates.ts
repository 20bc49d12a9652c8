import { findings } from "../../domain/findings.ts";
import type { Problem } from "../../domain/problem.ts";
import { plain } from "../../tracker/inert.ts";
import { locateProblem } from "../locate-problem.ts";
import { counted } from "./grammar.ts";

interface Ticked {
  readonly isAuthor: boolean;
  /** Who set this very tick is known; else it is who wrote the description last. */
  readonly isTick: boolean;
  readonly isAfterVerification: boolean;
}

/** What the check "Diagram tracker / gates" says as a whole. GitHub takes 20 and 40 characters of a button. */
export const gates = {
  runAgain: () => ({ label: "Run again", description: "Reads everything again." }),
  override: () => ({ label: "Waive points", description: "For maintainers: shows the command." }),

  passes: (id: string) => `${id} passes`,
  allPass: (count: number) => `All ${count} diagrams pass`,
  someLeft: (
    what: { readonly id: string } | { readonly ready: number; readonly total: number },
    { failed, open, isDraft }: { readonly failed: number; readonly open: number; readonly isDraft: boolean },
    names: readonly string[],
  ) => {
    const of = "id" in what ? what.id : `${what.ready} of ${what.total} diagrams pass`;
    const toDo = isDraft ? "still to do" : "still to confirm";
    const counts = [
      ...(failed > 0 ? [`${counted(failed, "point", "points")} failed`] : []),
      ...(open > 0 ? [failed > 0 ? `${open} ${toDo}` : `${counted(open, "point", "points")} ${toDo}`] : []),
    ];
    const left = counts.length > 0 ? counts.join(", ") : "some files cannot be read";
    return `${isDraft ? "Draft: " : ""}${of}: ${left}${names.length > 0 ? ` (${names.join(", ")})` : ""}`;
  },

  intro: (trackerUrl: string) =>
    `This check compares the drawings of this pull request with the checklist of [the campaign](${trackerUrl}):`,
  summaryColumns: () => [
    "Diagram",
    "Name",
    "Before starting",
    "Before review",
    "Before merge",
    "What is left",
  ],
  nothingLeft: () => "nothing",
  alike: (count: number) => counted(count, "diagram", "diagrams"),
  moreDiagrams: (count: number) => `…and ${counted(count, "more diagram", "more diagrams")}.`,
  andMore: (count: number) => `and ${count} more`,
  unreadable: (count: number) =>
    `${counted(count, "file", "files")} could not be read. Each has an annotation that says why.`,
  unowned: (count: number) =>
    `I cannot tell which diagram ${counted(count, "drawing is", "drawings are")} for. Each has an annotation that says what to do.`,
  draft: () => "This pull request is a draft. The check fails until every required point is there.",
  legend: () =>
    "✅ passed · 👤 ticked by a person in the description · 🔓 waived by a maintainer · ❌ failed: please change it · ⬜ still to confirm",
  noRoom: () => "…there is more, but GitHub has no room for it here.",
  noRoomFor: (hidden: number) =>
    `…${counted(hidden, "more section has", "more sections have")} no room here. The annotations name every failure.`,

  leftByPoint: () => "What is left, in the order in which to do it",
  leftColumns: () => ["", "Point", "What to do", "Diagrams"],
  columns: () => ["", "Point", "What I found"],
  advisory: (name: string) => `${name} (advisory)`,
  ticked: (by: string | null, on: string, { isAuthor, isTick, isAfterVerification }: Ticked) => {
    const who = by === null ? "an account that no longer exists" : `**${plain(by)}**`;
    const author = isAuthor ? ", the author," : "";
    return isTick
      ? `Ticked in the description by ${who}${author} on ${on}${isAfterVerification ? ", after the drawing was verified" : ""}.`
      : `Ticked in the description. The last person who edited it was ${who}${author} on ${on}.`;
  },
  waived: (by: string, on: string, reason: string) => `Waived by **${plain(by)}** on ${on}: ${plain(reason)}`,
  line: (line: number) => `line ${line}`,
  alsoAt: (message: string, count: number, files: number) =>
    `${message} The same at ${counted(count, "other place", "other places")}${files > 1 ? `, in ${files.toLocaleString("en-US")} files together` : ""}.`,
  more: (message: string, count: number) => (count === 0 ? message : `${message} (and ${count} more)`),

  configurationBroken: (problem: Problem) => ({
    title: "The campaign's configuration cannot be read",
    summary:
      "I cannot read the campaign's configuration, so I checked nothing. Next: a maintainer corrects " +
      `it on the default branch, then presses **Run again**. ${locateProblem(problem, findings)}`,
  }),
  tooManyDiagrams: (count: number) => ({
    title: `${count} diagrams are too many for one pull request`,
    summary: `This pull request names ${count} diagrams, so I checked none of them. Split it into smaller ones.`,
  }),

  notRead: () => "Not read",
  unownedTitle: () => "Whose drawing is this?",
  unownedMessage: () =>
    "This pull request is about several diagrams, and nothing says which of them this drawing is for. Put the ID into the file's name, into the heading above the drawing, or into a comment in it such as %% G-LIN-FL.",
  longText: (id: string) => `${id}: long text`,
  longTextMessage: (length: number, most: number) =>
    `This text has ${counted(length, "character", "characters")}; a drawing stays readable up to ${most.toLocaleString("en-US")}. Shorten it, or split the node.`,
  unreadableFile: (
    kind: "binary" | "too-large" | "over-budget" | "symlink" | "submodule" | "unreadable",
    bytes: number | null,
    megabytes: number,
  ) =>
    ({
      binary:
        "This file is not text, so I cannot read the drawing in it. Save it as UTF-8 without null bytes.",
      "too-large": `This file is too large${bytes === null ? "" : ` (${counted(bytes, "byte", "bytes")})`}, so I did not read it. Split it: one diagram in each file.`,
      "over-budget": `The files of this pull request have more than ${megabytes} MB together, so I did not look at this one. Split the pull request into smaller ones.`,
      symlink: "This file is a symbolic link, and I do not follow links. Put the drawing itself here.",
      submodule:
        "This path is a submodule, and I do not follow submodules. Put the drawing itself into this repository.",
      unreadable:
        "GitHub did not give me this file's content. Run the check again; if that does not help, push the file again.",
    })[kind],
} as const;
