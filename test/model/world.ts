/**
 * What people do on GitHub, beside what the bot makes of it: pull requests, their texts, files and reviews, and the
 * default branch. Each text is kept together with what it is meant to say, so that the model never reads a text and the
 * bot never sees a meaning.
 */
import type { TrackerEvent } from "../../src/facts/event.ts";

const NAMES = {
  "G-LIN-FL": "Flow Diagram",
  "G-LIN-SQ": "Sequence",
  "G-LIN-ST": "State Machine",
  "G-LIN-FA": "Failure Modes",
  "G-SEQ-FL": "Flow Diagram",
  "G-SEQ-SQ": "Sequence",
} as const;
export type Id = keyof typeof NAMES;
export const IDS = Object.keys(NAMES) as Id[];

/** Ada, bob and zoe take part, zoe may delete her account; grace may write, maria maintains; the agent is a bot. */
export const PEOPLE = ["ada", "bob", "zoe", "grace", "maria"] as const;
export type Person = (typeof PEOPLE)[number];
export const AGENT = "copilot-swe-agent[bot]";
export const isMaintainer = (who: string | null) => who === "maria";
export const isReviewer = (who: string | null) => who === "grace" || who === "maria";

/** Issues to claim on: one is about a single diagram, on the other one everybody claims, the third names two. */
export const ISSUES = [
  { number: 1, title: "G-LIN-FL: draw it", about: "G-LIN-FL" },
  { number: 2, title: "Claim here", about: null },
  { number: 3, title: "G-LIN-SQ and G-SEQ-FL look alike", about: null },
] as const;
export const SHARED_THREAD = 2;
export const MAINTAINERS_THREAD = 9;

/** A title or the name of a branch, and the diagrams that it names. */
export interface Words {
  readonly text: string;
  readonly names: readonly Id[];
}

export type Says = "diagram" | "keyword" | "ticked" | "mention" | "negated" | "nothing";
export interface Line extends Words {
  readonly says: Says;
}

/** How a drawing shows whose it is; `name`: only under a heading that is the diagram's name. */
export type NamedBy = "path" | "heading" | "comment" | "title" | "name" | "nobody";
export interface Drawing {
  readonly of: Id | null;
  readonly by: NamedBy;
  readonly version: number;
}
export interface Page {
  readonly drawings: readonly Drawing[];
  readonly prose: number;
}
export type Tree = ReadonlyMap<string, Page>;

interface Review {
  readonly reviewer: Person;
  readonly opinion: "approved" | "changes_requested" | "dismissed";
  readonly at: string;
  readonly commit: string;
  /** What was looked at. */
  readonly tree: Tree;
}

/** A commit of a pull request. A merge brings its branch up to date, and changes no drawing. */
interface Commit {
  readonly oid: string;
  readonly by: Person | typeof AGENT;
  readonly isMerge: boolean;
  readonly tree: Tree;
}

export interface Pull {
  readonly number: number;
  readonly author: Person | typeof AGENT;
  isGone: boolean;
  title: Words;
  readonly branch: Words;
  lines: readonly Line[];
  /** What a bot has added to the description since its author last wrote it. */
  botLines: readonly Line[];
  bodyEditedAt: string | null;
  /** Of a merged one: a bot had edited the description last when it was merged. */
  wasMixed: boolean;
  readonly closes: readonly number[];
  readonly base: "main" | "stack";
  /** It was opened with GitHub's button "Revert". */
  readonly isRevert: boolean;
  /** The default branch as it was when the pull request was opened, and what the pull request makes of it. */
  readonly before: Tree;
  tree: Tree;
  commit: string;
  commits: readonly Commit[];
  state: "open" | "closed" | "merged";
  draft: boolean;
  readonly createdAt: string;
  mergedAt: string | null;
  /** The title at the merge, and whether GitHub can still tell it. */
  titleAtMerge: Words | null;
  isTitleKnown: boolean;
  reviews: readonly Review[];
}

/** What the `closed` event says of a pull request, for the model; its event carries the same as text. */
export interface ClosedWith {
  readonly title: Words;
  readonly lines: readonly Line[];
  readonly botLines: readonly Line[];
}

/** One event with what it means: a command, or a look at a pull request. */
export type Happening = { readonly event: TrackerEvent } & (
  | { readonly kind: "command"; readonly who: Person; readonly command: Command; readonly thread: number }
  | { readonly kind: "look"; readonly number: number; readonly closedWith: ClosedWith | null }
);

export type Command =
  | { readonly verb: "claim" | "release" | "reopen" | "verify" | "start" | "review"; readonly id: Id }
  | { readonly verb: "claim next" }
  | { readonly verb: "assign"; readonly id: Id; readonly to: Person }
  | { readonly verb: "complete"; readonly id: Id; readonly number: number | null };

export class World {
  readonly pulls = new Map<number, Pull>();
  main: Tree = new Map();
  private seconds = 0;
  private count = 0;

  /** The next second: everything happens at its own. */
  tick(): string {
    return new Date(Date.UTC(2026, 10, 24, 10, 0, ++this.seconds)).toISOString().replace(".000", "");
  }

  nextCount(): number {
    return ++this.count;
  }

  get now(): string {
    return new Date(Date.UTC(2026, 10, 24, 10, 0, this.seconds)).toISOString().replace(".000", "");
  }
}

const isSameDrawing = (one: Drawing, other: Drawing) =>
  one.of === other.of && one.by === other.by && one.version === other.version;

/** The drawings of one tree that the other one does not have as they are. */
export function drawingsNotIn(tree: Tree, other: Tree): Drawing[] {
  return [...tree].flatMap(([path, page]) => {
    const there = other.get(path)?.drawings ?? [];
    return page.drawings.filter((drawing) => !there.some((one) => isSameDrawing(one, drawing)));
  });
}

/** Whether the person has a commit in the pull request; one that only brings it up to date is none. */
export function hasCommitted({ commits }: Pull, who: string | null): boolean {
  return commits.some(({ by, isMerge }) => by === who && !isMerge);
}

export function isSamePage(one: Page | undefined, other: Page | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && pageText(one) === pageText(other));
}

export function changedPaths({ tree, before }: Pick<Pull, "tree" | "before">): string[] {
  return [...new Set([...before.keys(), ...tree.keys()])].filter(
    (path) => !isSamePage(tree.get(path), before.get(path)),
  );
}

/** The page as it lies in the repository. */
export function pageText(page: Page): string {
  const blocks = page.drawings.map((drawing) => {
    const { of, by } = drawing;
    const heading = { heading: `${of}: chapter`, name: of ? NAMES[of] : "", path: "" }[by as string];
    const above = heading === "" ? "" : `## ${heading ?? "One more"}\n\n`;
    return `${above}\`\`\`mermaid\n${blockText(drawing)}\`\`\`\n`;
  });
  return `${[`Version ${page.prose} of this text.\n`, ...blocks].join("\n")}`;
}

/** What stands between a drawing's fences. */
export function blockText({ of, by, version }: Drawing): string {
  const title = by === "title" ? `---\ntitle: ${of} as drawn\n---\n` : "";
  const comment = by === "comment" ? `  %% ${of}\n` : "";
  return `${title}flowchart LR\n${comment}  A${version} --> B\n`;
}
