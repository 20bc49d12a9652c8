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

/**
 * The part as a file: what is empty is left out, as a person would. Diagrams are written line by line: the library takes
 * several kilobytes for each, and there may be tens of thousands.
 */
export function catalogFile({ name, content }: CatalogPart, schema: string | null): SourceFile {
  const groups = content.categories?.flatMap((category) => category.groups) ?? [];
  const categories = content.categories?.map(({ groups: some, ...category }) =>
    some.length === 0
      ? category
      : { ...category, groups: some.map((group) => ({ ...group, diagrams: HERE })) },
  );
  const { path, text } = yamlFile(`catalog/${name}`, categories ? { categories } : content, schema);
  const [first = "", ...rest] = text.split(`diagrams: ${stringify(HERE)}`);
  return {
    path,
    text: rest.reduce((sum, part, index) => sum + linesFor(groups[index]?.diagrams ?? {}) + part, first),
  };
}

/** No name of a group or category can be this, since names are of one line. */
const HERE = "\u0000";

// What the library writes without quotes, and is no number, date or other word of YAML's own.
const PLAIN =
  /^(?!(?:true|false|null|yes|no|on|off|y|n)$)[A-Za-z](?:[A-Za-z0-9()]|[ ,'/-](?=[A-Za-z0-9()]))*$/i;

function linesFor(diagrams: Readonly<Record<string, string | object>>): string {
  const entries = Object.entries(diagrams);
  if (entries.length === 0) return "diagrams: {}\n";
  const lines = entries.map(([id, entry]) => `${INDENT}${id}: ${inYaml(entry)}`);
  return `diagrams:\n${lines.join("\n")}\n`;
}

const INDENT = " ".repeat(10);

/** A name as the value of a key at that place. */
function inYaml(name: string | object): string {
  if (typeof name !== "string") return stringify(name, { lineWidth: 0, collectionStyle: "flow" }).trimEnd();
  if (PLAIN.test(name)) return name;
  const text = stringify({ k: name }, { lineWidth: 0 }).slice("k: ".length);
  return text.replace(/\n$/, "").replaceAll("\n", `\n${INDENT}`);
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
