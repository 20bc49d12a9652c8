import { PULL_REQUEST_MEGABYTES } from "../../facts/contents.ts";
import { quote, words } from "../words.ts";
import { counted } from "./grammar.ts";

/** What the check of the assignments says of whole files. */
const overBudget = () =>
  `The files of this pull request have more than ${PULL_REQUEST_MEGABYTES} MB together, so I did not look at this one. Split the pull request into smaller ones.`;

export const files = {
  binary: () =>
    words("Not a text file", "This file is binary, and it must be YAML or Markdown text. Put the text here."),
  tooLarge: (bytes: number | null) =>
    words(
      "File too large",
      `This file${bytes === null ? "" : ` has ${counted(bytes, "byte", "bytes")} and`} is too large to read. The campaign's files have a few pages of text. Make it smaller.`,
    ),
  overBudget: () => words("Not looked at", overBudget()),
  symlink: () =>
    words("Symbolic link", "This is a symbolic link, and I do not follow links. Put the file itself here."),
  submodule: () =>
    words("Submodule", "This is a submodule, and I read nothing in it. Put the files themselves here."),
  pause: () =>
    words(
      "Pause of the campaign",
      'This file pauses the campaign. Take the change out: a maintainer comments "/pause" or "/resume" instead.',
    ),
  unreadable: () =>
    words(
      "File could not be read",
      "GitHub did not give me the content of this file, so I cannot check it. Run the check again.",
    ),
  stray: (expected: string) =>
    words(
      "Wrong place",
      `This is named like an assignment, but I read none in this place. Move it to ${quote(expected)}.`,
    ),
  nameInCapitals: (id: string) =>
    words("File name", `The catalog spells this diagram differently. Name the file ${quote(`${id}.yml`)}.`),
  unknownDiagram: (id: string, near: string | null) =>
    words(
      "Unknown diagram",
      `The catalog names no diagram ${quote(id)}. ${near ? `Did you mean ${quote(near)}?` : "Add it to the catalog first. The tracker lists every ID."}`,
    ),
  problem: (message: string) => words("Cannot be read as it is", message),
  doubt: (message: string) => words("Worth a look", message),
} as const;
