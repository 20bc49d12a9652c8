import { PULL_REQUEST_MEGABYTES } from "../../facts/contents.ts";
import { quote, words } from "../words.ts";

/** What the check of the assignments says of whole files. */
const overBudget = () =>
  `The files of this pull request come to more than ${PULL_REQUEST_MEGABYTES} MB, so this one was not looked at. Split the pull request into smaller ones.`;

export const files = {
  binary: () =>
    words("Not a text file", "This file is binary; expected YAML or Markdown text. Put the text here."),
  tooLarge: (bytes: number | null) =>
    words(
      "File too large",
      `This file${bytes === null ? "" : ` has ${bytes} bytes and`} is too large to be read; the campaign's files are a few pages of text. Make it smaller.`,
    ),
  overBudget: () => words("Not looked at", overBudget()),
  symlink: () =>
    words("Symbolic link", "This is a symbolic link, and links are not followed. Put the file itself here."),
  submodule: () =>
    words("Submodule", "This is a submodule, and nothing in it is read. Put the files themselves here."),
  pause: () =>
    words(
      "Pause of the campaign",
      'As long as this file is there the campaign is paused. A maintainer comments "/pause" or "/resume"; take the change out.',
    ),
  unreadable: () =>
    words(
      "File could not be read",
      "GitHub did not give the content of this file, so it cannot be judged. Run the check again.",
    ),
  stray: (expected: string) =>
    words(
      "Wrong place",
      `This is named like an assignment, but none is read here. Expected it at ${quote(expected)}; move it there.`,
    ),
  nameInCapitals: (id: string) =>
    words(
      "File name",
      `The file's name is not spelled as the catalog spells the diagram. Name it ${quote(`${id}.yml`)}.`,
    ),
  unknownDiagram: (id: string, near: string | null) =>
    words(
      "Unknown diagram",
      `The catalog names no diagram ${quote(id)}. ${near ? `Did you mean ${quote(near)}?` : "Name it in the catalog first; the tracker lists every ID."}`,
    ),
  problem: (message: string) => words("Cannot be read as it is", message),
  doubt: (message: string) => words("Worth a look", message),
} as const;
