import type { FileToParse } from "../../domain/parse-file.ts";
import { type FileKind, keepParsed, type ParsedFile, parsedAs } from "../../domain/parsed-file.ts";
import type { RepositoryId } from "../../domain/repository-id.ts";
import type { RepositoryFiles, SourceFile } from "../../domain/source-file.ts";

/** Says of each file, in their order, what it holds. It takes as long as it may, and holds up nothing else. */
export type ParseYaml = (
  files: readonly FileToParse[],
  repository: RepositoryId,
) => Promise<readonly ParsedFile[]>;

/**
 * Has the campaign's YAML files parsed, as far as they were not, before anybody decides on them: a decision cannot be
 * stopped in the midst of a file.
 */
export async function parseBeforehand(
  { config, catalog, assignments }: Pick<RepositoryFiles, "config" | "catalog" | "assignments">,
  parse: ParseYaml,
  repository: RepositoryId,
): Promise<void> {
  const unparsed = (kind: FileKind, files: readonly SourceFile[]) =>
    files.flatMap((file) => (file.unread || parsedAs(kind, file) !== null ? [] : [{ kind, file }]));
  const wanted = [
    ...unparsed("config", config === null ? [] : [config]),
    ...unparsed("catalog", catalog),
    ...unparsed("assignment", assignments),
  ];
  const asked = wanted.map(({ kind, file }) => ({ ...file, kind, withPositions: false }));
  const answers = asked.length === 0 ? [] : await parse(asked, repository);
  for (const [index, { file }] of wanted.entries()) {
    const parsed = answers[index];
    if (parsed) keepParsed(file, parsed);
  }
}
