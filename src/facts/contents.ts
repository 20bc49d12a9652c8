import { keepParsed, type ParsedFile } from "../domain/parsed-file.ts";
import type { SourceFile } from "../domain/source-file.ts";
import type { ChangedFile } from "./pull-request-facts.ts";

/** Which files are to be read, of a pull request at one commit: its own head, or that of a merge group which it is in. */
export interface ContentsQuestion {
  readonly number: number;
  readonly headSha: string;
  /** The commit that the files are compared with. */
  readonly baseSha: string;
  readonly files: readonly ChangedFile[];
}

export function contentsKey({ number, headSha }: Pick<ContentsQuestion, "number" | "headSha">): string {
  return `${number}@${headSha}`;
}

/** How a merged pull request changed one file. */
export interface FilePatch extends ChangedFile {
  /** A unified diff without its head; null where GitHub gives none (too large, or no text). */
  readonly patch: string | null;
}

/** The files that a pull request changes, as far as the campaign cares about them, at its head SHA. */
export interface PullRequestContents {
  readonly headSha: string;
  readonly files: readonly ProposedFile[];
  /** Numbers of the pull requests for which check runs of ours stand on this commit; absent where nobody looked. */
  readonly judged?: readonly number[];
  /** What Mermaid's parser says of each Mermaid source in these files, by the source's text. */
  readonly syntax: ReadonlyMap<string, SyntaxVerdict>;
}

export interface ProposedFile {
  readonly path: string;
  readonly change: ChangedFile["change"];
  readonly content: FileContent;
  /** The text before: of the same path, or of that which it was renamed from; null where there was none. */
  readonly before: string | null;
  /** What it says, where it is one of the campaign's YAML files; absent where nobody parsed it beforehand. */
  readonly parsed?: ParsedFile;
  /** The drawings in it, where it is a page; absent where nobody looked for them beforehand. */
  readonly blocks?: PageBlocks;
}

/** A fenced block of a page, in a language of drawings. */
export interface PageBlock {
  /** What stands behind the fence. */
  readonly info: string;
  readonly text: string;
  /** Line of the page on which the text begins, from 1. */
  readonly line: number;
  /** The headings that it stands under, the nearest first. */
  readonly headings: readonly string[];
}

export interface PageBlocks {
  readonly head: readonly PageBlock[];
  readonly before: readonly PageBlock[];
}

/** The text at the head as a file, with what is known of it. */
export function sourceOf({ path, parsed }: ProposedFile, text: string): SourceFile {
  const source = { path, text };
  if (parsed) keepParsed(source, parsed);
  return source;
}

/** Megabytes of the texts of one pull request together, at its head and before. What comes after that is not looked at. */
export const PULL_REQUEST_MEGABYTES = 12;

export type FileContent =
  | { readonly kind: "text"; readonly text: string }
  /**
   * `bytes`: null where it is not known. `over-budget`: the pull request's other files came to as much as is read of one
   * already, so nobody looked at it.
   */
  | {
      readonly kind:
        | "binary"
        | "too-large"
        | "over-budget"
        | "symlink"
        | "submodule"
        | "removed"
        | "unreadable";
      readonly bytes: number | null;
      /** The name of its contents in git, where there are any. */
      readonly oid?: string;
    };

export type SyntaxVerdict =
  | { readonly kind: "parses"; readonly diagramType: string }
  /** `line`: from 1 in the source, or null where the parser does not say. */
  | { readonly kind: "error"; readonly line: number | null; readonly why: SyntaxFault }
  /** `unasked`: nobody looked at it, so nothing is known of it. */
  | { readonly kind: "too-large" | "timeout" | "unasked" };

/** Why Mermaid's parser cannot go on, in nobody's words. `at`: the line where it stopped, shortened; empty where it does not say. */
export type SyntaxFault =
  | { readonly kind: "too-deep" | "failed" }
  /** `near`: the type that was meant, by its look. */
  | { readonly kind: "no-type"; readonly word: string; readonly near: string | null }
  /** Labels with brackets that stand without quotes: every such line of the drawing, and as it has to be. */
  | { readonly kind: "brackets"; readonly lines: readonly CorrectedLine[] }
  | { readonly kind: "unclosed"; readonly at: string; readonly open: Bracket }
  | { readonly kind: "unopened"; readonly at: string; readonly close: string }
  /** `word` began something (`subgraph`, `alt`) that no `end` ends. */
  | { readonly kind: "unended"; readonly at: string; readonly word: string }
  /** `end` has a meaning of its own. */
  | { readonly kind: "reserved"; readonly at: string; readonly word: string }
  /** An event of a timeline without a time. */
  | { readonly kind: "no-period"; readonly at: string }
  /** A colon in the time of a timeline, a semicolon in a message, or an arrow of another type: these mean something else. */
  | { readonly kind: "clock" | "semicolon" | "arrow"; readonly at: string }
  | { readonly kind: "unfinished"; readonly at: string }
  /** `near`: what stands where it stopped. */
  | { readonly kind: "unexpected"; readonly at: string; readonly near: string }
  | { readonly kind: "foreign"; readonly at: string }
  /** In Mermaid's own words, which are English. */
  | { readonly kind: "other"; readonly at: string; readonly words: string };

export type Bracket = "(" | "[" | "{" | '"';

export interface CorrectedLine {
  /** From 1 in the source. */
  readonly line: number;
  readonly corrected: string;
}
