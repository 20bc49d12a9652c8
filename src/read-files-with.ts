import { changedSources } from "./gates/view-diagrams.ts";
import type { FileParts } from "./github/checks/pull-request-files.ts";
import { ContentsReader } from "./github/checks/read-contents.ts";
import type { MermaidParser } from "./mermaid/mermaid-parser.ts";

/** Reads the files of pull requests, and has Mermaid's parser look at what they change. */
export function readFilesWith(parser: MermaidParser): FileParts {
  return {
    contents: new ContentsReader(),
    parse: (files, { gates }) => {
      const sources = changedSources(files).map(({ text }) => text);
      return parser.parseAll(sources, gates.limits);
    },
  };
}
