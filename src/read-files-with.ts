import { repositoryKey } from "./domain/repository-id.ts";
import { changedSources } from "./gates/view-diagrams.ts";
import type { ParseYaml } from "./github/campaign/parse-beforehand.ts";
import type { FileParts } from "./github/checks/pull-request-files.ts";
import { ContentsReader } from "./github/checks/read-contents.ts";
import type { Parsers } from "./parsers.ts";
import type { YamlParser } from "./yaml/yaml-parser.ts";

/** Reads the files of pull requests, and has parsers that can be stopped look at what they change. */
export function readFilesWith({ mermaid, pages, yaml }: Parsers): FileParts {
  return {
    contents: new ContentsReader(),
    readPages: (files, repository) => pages.readAll(files, repositoryKey(repository)),
    parse: (files, { gates }, repository) => {
      const sources = changedSources(files).map(({ text }) => text);
      return mermaid.parseAll(sources, gates.limits, repositoryKey(repository));
    },
    parseYaml: parseYamlWith(yaml),
  };
}

export function parseYamlWith(yaml: YamlParser): ParseYaml {
  return (files, repository) => yaml.parseAll(files, repositoryKey(repository));
}
