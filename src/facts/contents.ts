import type { ChangedFile } from "./pull-request-facts.ts";

/** The files that a pull request changes, as far as the campaign cares about them, at its head SHA. */
export interface PullRequestContents {
  readonly headSha: string;
  readonly files: readonly ProposedFile[];
  /** What Mermaid's parser says of each Mermaid source in these files, by the source's text. */
  readonly syntax: ReadonlyMap<string, SyntaxVerdict>;
}

export interface ProposedFile {
  readonly path: string;
  readonly change: ChangedFile["change"];
  readonly content: FileContent;
  /** The text of the same path on the default branch; null where there is none. What it holds already is not judged. */
  readonly before: string | null;
}

export type FileContent =
  | { readonly kind: "text"; readonly text: string }
  /** `bytes`: null where it is not known. */
  | {
      readonly kind: "binary" | "too-large" | "symlink" | "submodule" | "removed" | "unreadable";
      readonly bytes: number | null;
    };

export type SyntaxVerdict =
  | { readonly kind: "parses"; readonly diagramType: string }
  /** `line`: from 1 in the source, or null where the parser does not say. */
  | { readonly kind: "error"; readonly line: number | null; readonly message: string }
  | { readonly kind: "too-large" | "timeout" };
