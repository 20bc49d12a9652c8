import type { Config } from "../../domain/config.ts";
import { code, plain } from "../../tracker/inert.ts";

/** What is said about a whole command. Each goes on from the command as it was written. */
export const command = {
  needsRole: (role: string, config: Config["roles"]) => {
    const need = role === "reviewer" ? config.reviewers.permission : config.maintainers.permission;
    return `only ${role}s can do this (${code(need)} permission, or named in the configuration). Nothing was changed.`;
  },
  namesNone: (usage: string) =>
    `this names no diagram, and the title of this thread does not name exactly one. Write one, for instance ${code(usage)}.`,
  tooMany: (count: number, limit: number) =>
    `it names ${count} diagrams; one command takes at most ${limit}. Nothing was changed; write several smaller ones.`,
  unknown: (typed: string, near: string | null) =>
    `${code(typed)} is not in the catalog.${near ? ` Did you mean ${code(near)}?` : " The tracker lists every ID."}`,
  unknownPattern: (typed: string, near: string | null) =>
    `no diagram of the catalog begins with ${code(typed.replace(/\*$/, ""))}.${near ? ` Did you mean ${code(near)}?` : ""}`,
  unknownCommand: (near: string) => `there is no such command. Did you mean ${code(`/${near}`)}?`,
  undo: (how: string) => `there is no such command. ${how}`,
  noCommand: () => `there is no such command. ${code("/help")} shows all commands.`,
  lookAlikeCommand: (meant: string) =>
    `this has letters of another alphabet that only look like Latin ones. Did you mean ${code(meant)}?`,
  unclear: (typed: string, meant: string | null, example: string) =>
    `${code(typed.slice(0, 80))} is no diagram ID. ` +
    (meant === null
      ? `Write IDs in Latin letters, with spaces between them, for instance ${code(example)}. Nothing was changed.`
      : `Did you mean ${code(meant)}? Write every ID by itself, in Latin letters. Nothing was changed.`),
  idsBelow: (example: string) =>
    `the ID stands on the next line, among other words. Write it behind the command: ${code(example)}. Nothing was changed.`,
  reversed: () =>
    "this line has a hidden character that shows it from right to left, so nobody can see what it says. Type it again by hand. Nothing was changed.",
  leavesOut: (example: string) =>
    `I cannot leave diagrams out of a command. Write only the diagrams that you want, for instance ${code(example)}. Nothing was changed.`,
  cannotChoose: (example: string) =>
    `only ${code("/claim")} can choose diagrams. Write their IDs, for instance ${code(example)}. Nothing was changed.`,
  claimForOther: (login: string, id: string) =>
    `a claim is always for the person who writes it. A maintainer can give the diagram to somebody else: ${code(`/assign ${id} @${login}`)}. Nothing was changed.`,
  noSuchGroup: (why: string) => `${plain(why)} Nothing was changed.`,
  nothingFreeAmong: () =>
    `none of these diagrams is free. ${code("/claim next")} finds you a free one anywhere.`,
  nothingFree: () =>
    "every diagram that is named so far is taken. New ones are free as soon as the catalog names them.",
  notSelected: (why: string, trackerUrl: string) =>
    `${plain(why)} ${code("/status")} alone shows the whole campaign, and [the tracker](${trackerUrl}) has every name.`,
  noneSelected: () => `No diagram at present. ${code("/next")} shows which are free.`,
  onePersonToRelease: () => "this names several people. Write one command for each.",
  releaseOfOthers: (login: string) =>
    `only a maintainer can give back all that ${code(login)} holds. Nothing was changed.`,
  holdsNothing: (login: string) => `${code(login)} holds nothing that could be given back.`,
  badAddress: (address: string) =>
    `${code(address.slice(0, 100))} is not an address that can be kept; nothing was changed.`,
  needsPerson: (usage: string) => `it names nobody; people are written with an @. Write ${code(usage)}.`,
  onePullRequest: () => "it names several pull requests; write one command for each.",
  onePerson: () => "it names several people; a diagram has one holder. Write one command for each.",
  needsReason: (usage: string) =>
    `it gives no reason, and the reason is what later readers need. Write ${code(usage)}.`,
  needsAddress: (usage: string) =>
    `it names no address that begins with ${code("https://")} or ${code("http://")}. Write ${code(usage)}.`,
  needsDate: (usage: string) =>
    `it names no day. Write ${code(usage)} for seven days from today, or a date as YYYY-MM-DD.`,
} as const;
