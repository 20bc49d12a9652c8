import { counted } from "./grammar.ts";
export const report = {
  passed: (claims: number) =>
    claims === 0 ? "Everything is in order" : `In order: ${counted(claims, "claim", "claims")}`,
  remarks: (count: number) => `In order, with ${counted(count, "remark", "remarks")}`,
  failed: (count: number, files: number) =>
    `${counted(count, "problem", "problems")} in ${counted(files, "file", "files")}`,
  intro: (files: number) => `This pull request changes ${counted(files, "file", "files")} of the campaign.`,
  effects: () => "When it is merged:",
  claims: (assignee: string, id: string, name: string, due: string | null) =>
    `${assignee} claims ${id} ${name}${due === null ? "" : `, until ${due}`}`,
  line: (line: number) => `line ${line}`,
  more: (count: number) => `…and ${count} more. Each has an annotation at its line.`,
  howToTry: () =>
    "To see the same findings on your own machine before you push: `diagram-tracker validate --base main`.",
} as const;
