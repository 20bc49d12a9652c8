import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";

/** Words that only we would use for it, in the forms that names have, and what the field calls it. */
const NOT_OURS: Readonly<Record<string, string>> = {
  desk: "repository client",
  reach: "reachable, isAllowed, subscribed events",
  "place places placed": "location, range, position, path, FileLine",
  "said unsaid": "text, comment, sentence, posted",
  "hear hears heard hearing": "event, delivery, parse, decide, notify",
  "wish wishes wished": "request",
  "mark marks marked": "marker, symbol, checkpoint, delimiter",
  "hold holds held holding": "assignee, assigned, contain, lease, unreachable",
  "homeless misfit misfits": "unowned, unfit",
  sureness: "confidence",
  surroundings: "context",
  purse: "budget",
};

const INSTEAD = new Map(
  Object.entries(NOT_OURS).flatMap(([words, better]) =>
    words.split(" ").map((word) => [word, better] as const),
  ),
);

/** What stands on disk or goes over the wire keeps its name. */
const KEPT: Readonly<Record<string, string>> = {
  "src/facts/event.ts: wish": "waiting deliveries have it",
  "src/cli/commands/forget.ts: held": "what `forget --json` shows",
  "src/inbox/inbox-admin.ts: held": "what `inbox --json` and the metrics show",
};

const SOURCES = globSync("src/**/*.{ts,mjs}")
  .map((path) => path.replaceAll("\\", "/"))
  .sort()
  .map((path) => ({ path, text: readFileSync(path, "utf8") }));

const DECLARED =
  /^(?<exported>export )?(?:default )?(?:abstract )?(?:async )?(?<kind>const|let|function\*?|class|interface|type) (?<name>[\p{L}\d$_]+)/gmu;
/** Of an interface, a class, or an object that stands for itself: the formatter gives them two spaces. */
const MEMBER =
  /^ {2}(?:(?:readonly|private|static|override|async|get|set) )*\*?#?(?<name>[\p{L}\d$_]+)\??(?:[:(<]| =)/gmu;

function namesIn(text: string): string[] {
  return [DECLARED, MEMBER].flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ groups }) => groups?.["name"] ?? ""),
  );
}

function wordsOf(name: string): string[] {
  return Array.from(name.matchAll(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+/gu), ([word]) => word.toLowerCase());
}

function foreignWords(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const found = wordsOf(name).find((word) => INSTEAD.has(word));
    return found === undefined ? [] : [`${name} (rather: ${INSTEAD.get(found)})`];
  });
}

/** Names of exported types and functions, each with the files that export it. */
function exportedTwice(sources: readonly { readonly path: string; readonly text: string }[]): string[] {
  const paths = new Map<string, Set<string>>();
  for (const { path, text } of sources) {
    for (const { groups } of text.matchAll(DECLARED)) {
      const { exported, kind = "", name = "" } = groups ?? {};
      if (exported === undefined || kind === "const") continue;
      const key = `${kind.startsWith("function") ? "function" : "type"} ${name}`;
      paths.set(key, (paths.get(key) ?? new Set()).add(path));
    }
  }
  return [...paths]
    .filter(([, where]) => where.size > 1)
    .map(([key, where]) => `${key}: ${[...where].join(", ")}`);
}

test("files, what they declare and its members are called by words of the field", () => {
  const found = SOURCES.flatMap(({ path, text }) => {
    const kept = (name: string) => `${path}: ${name}` in KEPT;
    return [
      ...foreignWords([basename(path)]),
      ...foreignWords(namesIn(text).filter((name) => !kept(name))).map((name) => `${path}: ${name}`),
    ];
  });
  expect(found).toEqual([]);
  expect(SOURCES.length).toBeGreaterThan(800);
});

test("no two exported types, and no two exported functions, share a name", () => {
  expect(exportedTwice(SOURCES)).toEqual([]);
});

test("what breaks these rules would be found, and what only looks like it is left alone", () => {
  const text = [
    "export interface HeldLease {\n  readonly place: string;\n  readonly placeholder: string;\n}",
    "const MAY_HOLD = 1;",
    "export class Markdown {\n  #wish = 1;\n  async hear(): Promise<void> {}\n}",
    "export function limitReached() {}",
  ].join("\n");
  expect(foreignWords(namesIn(text)).map((line) => line.split(" ")[0])).toEqual([
    "HeldLease",
    "MAY_HOLD",
    "place",
    "wish",
    "hear",
  ]);
  const other = { path: "b.ts", text: "export type HeldLease = 1;\nexport const limitReached = 1;\n" };
  expect(exportedTwice([{ path: "a.ts", text }, other])).toEqual(["type HeldLease: a.ts, b.ts"]);
});
