import type { FileChange, RepositoryFiles } from "../domain/source-file.ts";

/** A place in a file. */
interface Mention {
  readonly file: string;
  readonly line: number;
}

/** Where a login stands as a word of its own in the campaign's files, as they are with the changes. Case does not count. */
export function mentionsOf(
  { config, catalog, assignments, trackers }: RepositoryFiles,
  changes: readonly FileChange[],
  login: string,
): Mention[] {
  const texts = new Map(
    [...(config ? [config] : []), ...catalog, ...assignments, ...trackers].map(({ path, text }) => [
      path,
      text,
    ]),
  );
  for (const { path, text } of changes) texts.set(path, text ?? "");
  return [...texts].flatMap(([file, text]) =>
    text.split("\n").flatMap((line, at) => (isNamedIn(line, login) ? [{ file, line: at + 1 }] : [])),
  );
}

function isNamedIn(line: string, login: string): boolean {
  const [text, word] = [line.toLowerCase(), login.toLowerCase()];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const around = `${text[at - 1] ?? " "}${text[at + word.length] ?? " "}`;
    if (!/[\p{L}\p{N}_-]/u.test(around)) return true;
  }
  return false;
}
