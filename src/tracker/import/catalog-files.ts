import { stringify } from "yaml";
import type { CatalogFile } from "../../domain/catalog-file.ts";
import type { SourceFile } from "../../domain/source-file.ts";
import type { DetailCategory } from "./read-details.ts";
import type { ListedPhase } from "./read-phases.ts";
import type { Summary } from "./read-summary.ts";

export interface CatalogPart {
  /** Name of the file, without its folder. Files are read in the order of their names. */
  readonly name: string;
  readonly content: CatalogFile;
}

/** One file a category in the order of the summary, and one for the phases. */
export function catalogParts(
  details: readonly DetailCategory[],
  summary: Summary | null,
  phases: readonly ListedPhase[],
): CatalogPart[] {
  const byName = new Map(details.map((category) => [category.name.toLowerCase(), category]));
  const inSummary = (summary?.categories ?? []).map(({ name, total }) => {
    const category = byName.get(name.toLowerCase());
    byName.delete(name.toLowerCase());
    return { name, total, category };
  });
  const others = [...byName.values()].map((category) => ({ name: category.name, total: null, category }));
  const categories = [...inSummary, ...others].map(({ name, total, category }) => {
    const groups = (category?.groups ?? []).map((group) => ({
      key: group.key,
      name: group.name,
      planned: group.planned ?? group.rows.length,
      diagrams: Object.fromEntries(group.rows.map(({ id, name }) => [id, name])),
    }));
    const named = groups.reduce((sum, group) => sum + Object.keys(group.diagrams).length, 0);
    return { name, planned: total ?? category?.planned ?? named, groups };
  });
  const digits = Math.max(2, String(categories.length).length);
  const parts = categories.map((category, index) => ({
    name: `${String(index + 1).padStart(digits, "0")}-${slug(category.name)}.yml`,
    content: { categories: [category] },
  }));
  if (phases.length === 0) return parts;
  return [...parts, { name: "phases.yml", content: { phases: phases.map(phaseOf) } }];
}

function phaseOf({ name, when, items }: ListedPhase): NonNullable<CatalogFile["phases"]>[number] {
  return {
    name,
    ...(when === null ? {} : { when }),
    items: items.map(({ match, label, planned }) => ({
      match,
      ...(label === null ? {} : { label }),
      ...(planned === null ? {} : { planned }),
    })),
  };
}

/** The part as a file: what is empty is left out, as a person would. */
export function catalogFile({ name, content }: CatalogPart, schema: string | null): SourceFile {
  const categories = content.categories?.map(({ groups, ...category }) =>
    groups.length === 0 ? category : { ...category, groups },
  );
  return yamlFile(`catalog/${name}`, categories ? { categories } : content, schema);
}

/** A YAML file whose first line tells editors the schema. */
export function yamlFile(path: string, content: object, schema: string | null): SourceFile {
  const header = schema === null ? "" : `# yaml-language-server: $schema=${schema}\n`;
  return { path, text: header + stringify(content, { lineWidth: 0 }) };
}

function slug(name: string): string {
  const words = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  return words.replace(/^-|-$/g, "").slice(0, 80) || "category";
}
