import type { Config } from "../../domain/config.ts";
import { code } from "../../tracker/inert.ts";
import type { ArgumentProblem } from "../argument-problem.ts";
import { listed, word } from "./grammar.ts";

const nothingChanged = "Nothing was changed.";
const didYouMean = (near: string | null) => (near === null ? "" : ` Did you mean ${code(near)}?`);

/** What is said about a whole command. Each goes on from the command as it was written. */
export const command = {
  needsRole: (role: "contributor" | "reviewer" | "maintainer", { reviewers, maintainers }: Config["roles"]) =>
    `only ${role}s can do this: people with ${code((role === "reviewer" ? reviewers : maintainers).permission)} permission, and those whom the configuration names. ${nothingChanged}`,
  namesNone: (usage: string) =>
    `I do not know which diagram you mean, because the title here does not name exactly one. Write its ID, for instance ${code(usage)}.`,
  tooMany: (count: number, limit: number) =>
    `this names ${count} diagrams, and one command takes at most ${limit}. ${nothingChanged} Write several smaller commands.`,
  unknown: (typed: string, near: string) => `${code(typed)} is not in the catalog.${didYouMean(near)}`,
  unknownAll: (typed: readonly string[]) =>
    `${listed(typed.map(code), 20)} ${word(typed.length, "is", "are")} not in the catalog. The tracker lists every ID.`,
  unknownPattern: (typed: string, near: string | null) =>
    `no diagram of the catalog begins with ${code(typed.replace(/\*$/, ""))}.${didYouMean(near)}`,
  unknownCommand: (near: string) => `there is no such command.${didYouMean(`/${near}`)}`,
  undo: (how: string) => `there is no such command. ${how}`,
  noCommand: () => `there is no such command. ${code("/help")} shows all commands.`,
  lookAlikeCommand: (meant: string) =>
    `this has letters of another alphabet that only look like Latin ones.${didYouMean(meant)}`,
  unclear: (typed: string, meant: string | null, example: string) =>
    meant === null
      ? `${code(typed.slice(0, 80))} is no diagram ID. ${nothingChanged} Write one, for instance ${code(example)}: in Latin letters, with spaces between several.`
      : `${code(typed.slice(0, 80))} is no diagram ID.${didYouMean(meant)} ${nothingChanged} Write every ID by itself, in Latin letters.`,
  idsBelow: (example: string) =>
    `the ID is on the next line, among other words. ${nothingChanged} Write it right after the command: ${code(example)}.`,
  reversed: () =>
    `this line has a hidden character that reverses the text, so nobody can see what it says. ${nothingChanged} Type it again by hand.`,
  either: (first: string, second: string) =>
    `"or" does not say which diagram you want. ${nothingChanged} Write one of them, for instance ${code(first)}, or both: ${code(second)}.`,
  leavesOut: (example: string) =>
    `I cannot leave diagrams out of a command. ${nothingChanged} Write only the diagrams that you want, for instance ${code(example)}.`,
  cannotChoose: (example: string) =>
    `only ${code("/claim")} can choose diagrams. ${nothingChanged} Write their IDs, for instance ${code(example)}.`,
  claimForOther: (login: string, id: string) =>
    `you can claim only for yourself. ${nothingChanged} A maintainer can give the diagram to somebody else: ${code(`/assign ${id} @${login}`)}.`,
  waitForGroup: (example: string) =>
    `you can wait only for single diagrams. ${nothingChanged} Write their IDs, for instance ${code(example)}.`,
  noSuchGroup: (typed: string, near: string | null) =>
    `${code(typed)} is no diagram, group, category or phase of the catalog.${didYouMean(near)} ${nothingChanged}`,
  nothingFreeAmong: () =>
    `none of these diagrams is free. ${code("/claim next")} gives you a free one from anywhere.`,
  nothingFree: () =>
    "every diagram of the catalog is taken. When maintainers name new ones in the catalog, you can claim those.",
  ownLine: () => "I read one command on each line. Write this one on a line of its own.",
  noCount: () =>
    `"0" asks for no diagram. ${nothingChanged} Write how many you want, for instance ${code("/claim next 2")}.`,
  onePersonToRelease: () => "this names several people. Write one command for each.",
  releaseOfOthers: (login: string) =>
    `only a maintainer can give back everything that ${code(login)} holds. ${nothingChanged}`,
  hasNoAssignment: (login: string) => `${code(login)} holds no diagram, so there is nothing to give back.`,
  badAddress: (address: string) =>
    `${code(address.slice(0, 100))} is not an address that I can keep. ${nothingChanged} Write one that begins with ${code("https://")}.`,
  badArgument: (problem: ArgumentProblem) => {
    switch (problem.kind) {
      case "no-date":
        return `I found no date after ${code("due")}. ${nothingChanged} Write one such as ${code(problem.example)}, or ${code("+7")} for seven days from today.`;
      case "no-day":
        return `${code(problem.typed)} is not a day of the calendar. ${nothingChanged} Write a date like ${code(problem.example)}.`;
      case "no-login":
        return `${code(problem.typed.slice(0, 80))} is no GitHub login.${didYouMean(problem.meant && `@${problem.meant}`)} ${nothingChanged} Write it as GitHub shows it.`;
      case "look-alike":
        return `${code(problem.typed.slice(0, 80))} looks like ${code(problem.meant)}, but it has other letters. ${nothingChanged} Type it again by hand.`;
      case "no-address":
        return `I found no address after ${code("source")}. ${nothingChanged} Write one that begins with ${code("https://")} or ${code("http://")}.`;
    }
  },
  needsPerson: (usage: string) =>
    `it does not say who gets the diagram. Write the person with an @, for instance ${code(usage)}.`,
  onePullRequest: () => "this names several pull requests. Write one command for each.",
  onePerson: () => "this names several people, and a diagram has one holder. Write one command for each.",
  needsReason: (ids: string) =>
    `it gives no reason, and later readers need one. Write ${code(`/override ${ids}the reason`)}.`,
  needsAddress: (usage: string) =>
    `it has no address that begins with ${code("https://")} or ${code("http://")}. Write ${code(usage)}.`,
  needsDate: (usage: string) =>
    `it has no date. Write ${code(usage)} for seven days from today, or a date as YYYY-MM-DD.`,

  about: (id: string, name: string) => `**${id}** ${name}: `,
  forEach: (ids: readonly string[], most: number) =>
    `For each of ${listed(
      ids.map((id) => `**${id}**`),
      most,
    )}: `,
  aboutAll: (ids: readonly string[], most: number) =>
    `${listed(
      ids.map((id) => `**${id}**`),
      most,
    )}: `,
} as const;
