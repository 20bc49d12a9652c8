/** What a document holds for the bot, without rendering it: which of its regions are written, and what keeps others from that. */
import type { Catalog, Category, Group } from "../domain/catalog.ts";
import { found } from "../domain/findings.ts";
import type { Problem } from "../domain/problem.ts";
import type { SourceFile } from "../domain/source-file.ts";
import { suggest } from "../domain/suggest.ts";
import { lineNumber } from "./lines.ts";
import { findRegions, markers, type Region } from "./regions.ts";

/** What a region may ask for. */
export interface CatalogNames {
  /** False: a name that is not there may be in a file that cannot be read. */
  readonly isWhole: boolean;
  readonly categories: ReadonlyMap<string, Category>;
  /** By key. */
  readonly groups: ReadonlyMap<string, Group>;
}

export function catalogNamesOf({ categories: all, isWhole }: Catalog): CatalogNames {
  const categories = new Map(all.map((category) => [category.name, category]));
  const groups = new Map<string, Group>();
  for (const category of categories.values()) {
    for (const group of category.groups) groups.set(group.key, group);
  }
  return { isWhole, categories, groups };
}

/** `regions`: those that are written. A problem of severity `error` keeps one from it, or the whole document. */
export function understandDocument(
  document: SourceFile,
  names: CatalogNames,
): { readonly regions: readonly Region[]; readonly problems: readonly Problem[] } {
  const { regions: found, problems: wrong } = findRegions(document);
  const problems = [...wrong];
  const regions = found.filter((region) => {
    const unknown = unknownFilter(document, region, names);
    if (unknown !== null) problems.push(unknown);
    return unknown === null;
  });
  if (found.length === 0 && wrong.length === 0) problems.push(noRegions(document.path));
  return { regions, problems };
}

/** What keeps the region from being written; null: nothing. While the catalog is not whole no name is unknown. */
function unknownFilter(
  { path, text }: SourceFile,
  region: Region,
  { isWhole, categories, groups }: CatalogNames,
): Problem | null {
  const problem = (what: "category" | "group", value: string, known: Iterable<string>): Problem => {
    const unknown = found("unknownFilter", what, value, suggest(value, known));
    return { file: path, line: lineNumber(text, region.begin), column: 1, severity: "error", ...unknown };
  };
  if (!isWhole) return null;
  const { category, group } = region;
  if (category !== null && !categories.has(category)) return problem("category", category, categories.keys());
  return group !== null && !groups.has(group) ? problem("group", group, groups.keys()) : null;
}

function noRegions(file: string): Problem {
  const { begin, end } = markers("summary");
  return { file, line: 1, column: 1, severity: "warning", ...found("noRegions", begin, end) };
}
