/** What the documentation tells people to type. */
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readMarkdown } from "../../src/docs/site/read-markdown.ts";

export interface Typed {
  /** `README.md:12` */
  readonly where: string;
  readonly text: string;
}

/** However it is started. */
const OURS =
  /^(?:[A-Z_]+=\S+(?: \S+ \S+\))? )*(?:(?:npx(?: -p \S+)* )?diagram-tracker|npm run -s cli --|node dist\/diagram-tracker\.js)(?= |$)/;

const root = fileURLToPath(new URL("../../", import.meta.url));
const pages = globSync(["*.md", ".github/**/*.md"], { cwd: root }).map((path) => {
  return { path, ...readMarkdown(readFileSync(`${root}${path}`, "utf8")) };
});

/** Code that is marked as something for a shell. */
export const shellBlocks: readonly Typed[] = pages.flatMap(({ path, codes }) =>
  codes
    .filter(({ language }) => language === "sh")
    .map(({ text, line }) => ({ where: `${path}:${line}`, text })),
);

/** Commands of ours in the midst of a sentence or a table. */
export const inlineCommands: readonly Typed[] = pages.flatMap(({ path, tokens }) =>
  tokens.flatMap(({ children, map }) =>
    (children ?? [])
      .filter(({ type, content }) => type === "code_inline" && ownCommand(content) !== null)
      .map(({ content }) => ({ where: `${path}:${(map?.[0] ?? 0) + 1}`, text: content })),
  ),
);

/** A line for each command, without what is only for people, and without what is done with its output. */
export function commandsOf(block: string): string[] {
  return block
    .replaceAll("\\\n", " ")
    .split("\n")
    .map((line) => line.replace(/(?:^|\s+)#\s.*$/, "").trim())
    .flatMap((line) => line.split(" && "))
    .filter((line) => line !== "");
}

/** Arguments of a command of ours, however it is started; null: it is another program's. */
export function ownCommand(line: string): string[] | null {
  if (!OURS.test(line)) return null;
  const [args = ""] = line.replace(OURS, "").split(/ [>|]/);
  return [...args.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => {
    return double ?? single ?? bare ?? "";
  });
}
