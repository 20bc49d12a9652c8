/**
 * What may be wrong in a campaign's file, each with the facts that its sentence needs and the sentence in English, which
 * `src/messages` takes over and says in other languages too. They stand down here because whoever reads the files finds them.
 */

import { yamlFindings } from "./yaml-findings.ts";

/** What a schema expects of one value. */
export const EXPECTED = {
  account: "the login and ID of an account, as in `{ login: ada, id: 583231 }`",
  address: "an address that begins with https:// or http://",
  bot: "the name of a bot such as release-please[bot]",
  branch: "a branch name such as diagram-tracker/state",
  class: "a class name such as edge",
  colour: "a colour such as #0066CC, in quotes",
  diagram: "a name on one line, or `{ name: …, was: OLD-ID }`",
  command: "the word of a command, such as claim",
  commit: "the name of a commit, 40 or 64 hexadecimal digits",
  date: "a date such as 2024-09-22",
  daysOrOff: "a number of days from 1 to 365, or `off`",
  day: "a day that is in the calendar",
  hash: "a hash, 40 to 64 hexadecimal digits",
  id: "a diagram ID such as G-LIN-FL, in capitals",
  key: "a key such as G01, on one line",
  label: "a label, on one line",
  login: "a GitHub login such as ada",
  name: "a name, on one line",
  path: "a path inside the repository",
  paths: "a path inside the repository, or a list of them",
  pattern: "an ID or a pattern such as G-LIN-*",
  person: "a name, or nothing at all for nobody",
  prefix: "what a commit's first line begins with, such as chore:, on one line",
  sibling: "the name of another repository of the same owner, without the owner, or `false`",
  team: "a team such as reviewers or org/reviewers",
  time: "a time, on one line",
  timeZone: "the name of a time zone such as Europe/Berlin",
} as const;
export type Expected = keyof typeof EXPECTED;

/** zod's names of types, said to people. */
export const KINDS = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "`true` or `false`",
  array: "a list",
  object: "keys with values",
  record: "keys with values",
  null: "nothing",
} as const;
export type Kind = keyof typeof KINDS;

/** How a value is counted: the letters of a text, the entries of a list; null: it is the number itself. */
export type CountedIn = "string" | "array" | null;

const UNITS = { string: ["character", "characters"], array: ["entry", "entries"] } as const;
const number = (count: number) => count.toLocaleString("en-US");
const amount = (count: number, of: CountedIn) => {
  if (of === null) return `${count}`;
  const [one, many] = UNITS[of];
  return `${number(count)} ${count === 1 ? one : many}`;
};
const names = (words: readonly string[]) => words.map((word) => `\`${word}\``).join(", ");
const at = (path: string) => (path === "" ? "" : `\`${path}\`: `);
const butFound = (value: string | null, kind = "") =>
  value === null ? kind && `, found ${kind}` : `, found ${names([value])}`;
const didYouMean = (near: string | null) => (near === null ? "" : ` Did you mean \`${near}\`?`);

/** How two places touch: they are the same, are so on machines that do not tell case, or one lies in the other. */
export type Overlap = "same" | "same-on-many" | "inside" | "around";

export const findings = {
  // Any file.
  tooManyBytes: (size: string, limit: string) => `It has ${size}, and I read at most ${limit}.`,
  utf16: () => "It is not text in UTF-8 but in UTF-16. Save it as UTF-8.",
  notUtf8: (byte: string) =>
    `It is not text in UTF-8: the byte ${byte} here is no character. Save the file as UTF-8.`,
  zeroBytes: () => "It holds zero bytes, so it is no text. Save the file as UTF-8.",
  twoConfigurations: (other: string) =>
    `${other} is there, too, so I do not know which one counts. Keep one of them.`,
  defaultsUnreadable: (repository: string) =>
    `I cannot read ${repository}, and what its configuration says holds here, too. So I change nothing. Let me read it again; or write \`extends: false\` into this repository's own configuration to go on without it.`,
  extendsNothing: (repository: string) =>
    `\`extends\` names ${repository}, and I find no configuration there. Put one there and let me read that repository, or take \`extends\` out.`,

  // Any file in YAML.
  tooLarge: (characters: number, limit: number) =>
    `The file has ${number(characters)} characters, and I read at most ${number(limit)}.`,
  tooManyLines: (lines: number, limit: number) =>
    `The file has ${number(lines)} lines, and an assignment has at most ${number(limit)}.`,
  tooSlow: (seconds: number) =>
    `I could not read the file within ${seconds} s, or with the memory that one file may take. Make it simpler, or split it.`,
  ...yamlFindings,
  doubleKey: (key: string, line: number) =>
    `The key ${names([key])} is in line ${line} already. Keep one of the two.`,
  alias: () => "YAML aliases (`*name`) are not read here. Write the value out.",
  moreProblems: (count: number) =>
    `${count} more ${count === 1 ? "problem" : "problems"} from here on. Correct the first ones, then check again.`,
  unknownKey: (key: string, near: string | null, known: readonly string[]) =>
    `Unknown key ${names([key])}.${near === null ? ` Known here: ${names(known)}.` : didYouMean(near)}`,

  // One value of it. `path`: the keys that lead there.
  missing: (path: string, kind: Kind) => `${names([path])} is missing. Expected ${KINDS[kind]}.`,
  // `value`: what stands there, shortened; null: a list, or keys.
  expected: (path: string, what: Expected, value: string | null) =>
    `${at(path)}Expected ${EXPECTED[what]}${butFound(value)}.`,
  oneOf: (path: string, values: readonly string[], value: string | null, near: string | null) =>
    `${at(path)}Expected ${values.length === 1 ? "" : "one of "}${names(values)}${butFound(value)}.${didYouMean(near)}`,
  kind: (path: string, expected: Kind, found: Kind, value: string | null) =>
    `${at(path)}Expected ${KINDS[expected]}${found === "null" ? `, found ${KINDS[found]}` : butFound(value, KINDS[found])}.`,
  atLeast: (path: string, count: number, of: CountedIn, value: string | null) =>
    `${at(path)}Expected at least ${amount(count, of)}${butFound(value)}.`,
  atMost: (path: string, count: number, of: CountedIn, value: string | null) =>
    `${at(path)}Expected at most ${amount(count, of)}${butFound(value)}.`,
  /** The words of the library that compares a file with its schema, which are in English. */
  schema: (path: string, words: string, value: string | null) =>
    `${at(path)}${words}${value === null ? "" : ` Found ${names([value])}.`}`,
  gitsOwn: (path: string) => `${at(path)}Expected a path outside of \`.git\`, which is git's own.`,
  workflows: (path: string, folder: string) =>
    `${at(path)}Expected a path that leaves \`${folder}\` alone, since GitHub runs what lies there.`,
  /** `key`: which other place it is; null: the configuration's own. */
  shared: (
    path: string,
    how: Overlap,
    { here, there, key }: { here: string; there: string; key: string | null },
  ) => {
    const name = key === null ? "the configuration" : `\`${key}\``;
    const relation = { same: "", "same-on-many": "is", inside: "lies inside", around: "holds" }[how];
    const sentence =
      how === "same"
        ? `\`${here}\` is ${name}, too`
        : `\`${here}\` ${relation} ${name} (\`${there}\`)${how === "same-on-many" ? " on many computers" : ""}`;
    return `${at(path)}${sentence}. Give each a place of its own.`;
  },

  // Assignments.
  fileName: () => "The file's name is no diagram ID. Expected a name such as G-LIN-FL.yml.",
  otherId: (name: string, inside: string) =>
    `The file is named for \`${name}\`, but its \`diagram_id\` is \`${inside}\`. Expected the same in both.`,
  ownWork: (verifier: string) =>
    `\`${verifier}\` made this diagram, and nobody verifies their own work: it counts as not verified. Take \`verified_by\` out.`,
  secondFile: (first: string, id: string) =>
    `${first} is about \`${id}\` too, and I use that one. Keep one file for each diagram.`,
  renamedFile: (was: string, id: string, path: string) =>
    `\`${was}\` is called \`${id}\` now, and ${path} already exists. Keep one of the two files, with the name ${path.replace(/^.*\//, "")}.`,
  vanishedWhileAssigned: (id: string, holder: string, status: string) =>
    `The catalog no longer names \`${id}\`, but \`${holder}\` holds it (${status}). Put it back into the catalog; or name its new ID there, as in \`NEW-ID: { name: …, was: ${id} }\`; or comment \`/release ${id}\`.`,
  notInCatalog: (id: string, near: string | null) =>
    `The catalog names no diagram \`${id}\`.${didYouMean(near)}`,

  // The catalog.
  doubleCategory: (name: string) => `The category \`${name}\` is in the catalog twice. I left this one out.`,
  doubleGroup: (key: string, file: string) =>
    `The group key \`${key}\` is already used in ${file}. I left this group out.`,
  doubleDiagram: (id: string, file: string) =>
    `The diagram \`${id}\` is already named in ${file}. I left this one out.`,
  doublePlan: (day: string, planned: number) =>
    `\`plan\` says already that ${planned === 1 ? "1 diagram was" : `${number(planned)} diagrams were`} planned on ${day}. I left this one out.`,
  tooManyDiagrams: (limit: number) =>
    `A catalog holds at most ${number(limit)} diagrams. I left this one out.`,
  categoryPlan: (name: string, planned: number, inGroups: number) =>
    `Category \`${name}\` plans ${planned} diagrams, but its groups plan ${inGroups} together. The larger number counts.`,
  groupPlan: (key: string, planned: number, named: number) =>
    `Group \`${key}\` plans ${planned} diagrams, but names ${named}. The named ones count.`,
  itemPlan: (match: string, planned: number, named: number) =>
    `\`${match}\` plans ${planned} diagrams, but ${named} are named. The named ones count.`,
  itemOfNothing: (match: string) =>
    `No diagram of the catalog matches \`${match}\` yet, so nobody can claim anything here.`,

  wasItself: (id: string) => `\`${id}\` was \`${id}\`: that is no other ID. Take \`was\` out.`,
  wasStillNamed: (id: string, was: string) =>
    `\`${id}\` was \`${was}\`, but the catalog still names \`${was}\`, so nothing moves. Take one of the two out.`,
  wasTwice: (first: string, was: string) =>
    `\`${first}\` was \`${was}\` too, and takes what \`${was}\` had. Take \`was\` out of one of the two.`,

  // Whatever stands where a file or folder of the campaign is expected.
  notReadThere: (is: "link" | "submodule" | "folder" | "file") =>
    ({
      link: "This is a symbolic link, and I do not follow links. Put what it leads to here.",
      submodule: "This is a submodule, and I read nothing in it. Put its files here.",
      folder: "This is a folder, and I read a file here. Move it, or choose another place in `paths`.",
      file: "This is a file, and I read a folder here. Move it, or choose another place in `paths`.",
    })[is],

  // The tracker document.
  nestedRegion: (name: string, open: string, line: number, end: string) =>
    `\`${name}\` begins inside \`${open}\`, which began on line ${line}. Regions cannot be nested. End that one first with \`${end}\`.`,
  endWithoutBegin: (name: string, begin: string) =>
    `\`${name}\` ends here but does not begin before. Remove the line, or put \`${begin}\` above the region.`,
  otherEnd: (name: string, open: string, line: number, end: string) =>
    `\`${name}\` ends here, but the open region is \`${open}\` from line ${line}. Expected \`${end}\`.`,
  neverClosed: (name: string, end: string) =>
    `The region \`${name}\` is never closed. Put \`${end}\` on a line of its own below it.`,
  endInCode: (name: string, line: number) =>
    `This marker stands in a code block, so it does not end \`${name}\` from line ${line}. Put it below the block.`,
  badMarker: (begin: string, end: string) =>
    `This marker cannot be read. Expected \`${begin}\` or \`${end}\`, alone on its line.`,
  unknownMarker: (verb: string, near: string | null, known: readonly string[]) =>
    `Unknown marker \`${verb}\`.${near === null ? ` Known: ${names(known)}.` : didYouMean(near)}`,
  unknownRegion: (name: string, near: string | null, known: readonly string[]) =>
    `Unknown region \`${name}\`.${near === null ? ` Known: ${names(known)}.` : didYouMean(near)}`,
  unknownAttribute: (key: string, near: string | null, known: readonly string[]) =>
    `Unknown attribute \`${key}\` of a region.${near === null ? ` Known: ${names(known)}.` : didYouMean(near)}`,
  attributeElsewhere: (key: string, name: string) =>
    `Only \`details\` takes \`${key}\`. \`${name}\` always shows the whole campaign.`,
  unknownFilter: (what: "category" | "group", value: string, near: string | null) =>
    `The catalog has no ${what} \`${value}\`.${near === null ? " Name one as the catalog spells it." : didYouMean(near)}`,
  noRegions: (begin: string, end: string) =>
    `This document has no managed region, so nothing in it is kept up to date. Put \`${begin}\` and \`${end}\` on lines of their own where you want the summary (likewise \`details\`, \`phases\`, \`chart\`, \`people\`, \`recent\`, \`review\`, \`overdue\` and \`footer\`).`,
} as const;

type Findings = typeof findings;

/** One of them with its facts, as data: it goes from process to process, and is said in any language. */
export type Finding = {
  readonly [Name in keyof Findings]: { readonly name: Name; readonly facts: Parameters<Findings[Name]> };
}[keyof Findings];

/** A sentence in English, and what it was made of. */
export interface FindingText {
  readonly message: string;
  readonly finding: Finding;
}

export function found<Name extends keyof Findings>(
  name: Name,
  ...facts: Parameters<Findings[Name]>
): FindingText {
  return { message: worded(findings, { name, facts } as Finding), finding: { name, facts } as Finding };
}

/** The sentence of a catalog that has one for each. */
export function worded(catalog: Wording, { name, facts }: Finding): string {
  const sentence = catalog[name] as (...facts: readonly unknown[]) => string;
  return sentence(...facts);
}

export type Wording = { readonly [Name in keyof Findings]: (...facts: Parameters<Findings[Name]>) => string };

const EXPECTATIONS: ReadonlyMap<string, Expected> = new Map(
  Object.entries(EXPECTED).map(([key, text]) => [text, key as Expected]),
);

/** Which of them a schema's words are; null: none. */
export function expectedBy(words: string): Expected | null {
  return EXPECTATIONS.get(words) ?? null;
}

export function isKind(type: string): type is Kind {
  return Object.hasOwn(KINDS, type);
}
