import { z } from "zod";
import {
  DIAGRAM_ID_FORM,
  DIAGRAM_ID_LENGTH,
  type DiagramId,
  type IdPattern,
  parseIdPattern,
} from "./diagram-id.ts";

const oneLine = (what: string, max: number) =>
  z
    .string()
    .min(1, `Expected ${what}`)
    .max(max)
    .regex(/^[^\u0000-\u001f\u007f-\u009f]*$/u, `Expected ${what} on one line`);

const planned = z.int().min(0).max(1_000_000);
const DIAGRAMS_LIMIT = 200_000;

const groupSchema = z.strictObject({
  key: oneLine("a key such as G01", 40).describe("The group's short key, unique in the catalog."),
  name: oneLine("a name", 200).describe("What people call it."),
  planned: planned.describe("How many diagrams are to be made in all."),
  diagrams: z
    .record(
      z
        .string()
        .max(DIAGRAM_ID_LENGTH)
        .regex(DIAGRAM_ID_FORM, "Expected a diagram ID such as G-LIN-FL, in capitals"),
      oneLine("a name", 300),
    )
    .default({})
    .describe("The diagrams that are named so far: ID and name."),
});

const categorySchema = z.strictObject({
  name: oneLine("a name", 200).describe("The category's name, unique in the catalog."),
  planned: planned.describe("How many diagrams the category is to have in all, named or not."),
  groups: z.array(groupSchema).max(10_000).default([]),
});

const phaseItemSchema = z.strictObject({
  match: z
    .string()
    .refine((text) => parseIdPattern(text) !== null, "Expected an ID or a pattern such as G-LIN-*")
    .describe("An ID, or a pattern that ends in -*."),
  label: oneLine("a label", 200).optional().describe("What to call the item."),
  planned: planned.optional().describe("How many diagrams it is to have; absent: as many as are named."),
});

const phaseSchema = z.strictObject({
  name: oneLine("a name", 200),
  when: oneLine("a time", 200).optional().describe("When it is planned for, in words."),
  items: z.array(phaseItemSchema).max(10_000),
});

/** A `catalog/*.yml`. Each may hold categories, phases or both; they are read in the order of the file names. */
export const catalogFileSchema = z
  .strictObject({
    categories: z.array(categorySchema).max(10_000).optional(),
    phases: z.array(phaseSchema).max(1000).optional(),
  })
  .describe("A part of a Diagram Tracker catalog: what is to be made, and in which order.");

export type CatalogFile = z.output<typeof catalogFileSchema>;

export interface Diagram {
  readonly id: DiagramId;
  readonly name: string;
  readonly group: Group;
  readonly category: Category;
}

export interface Group {
  readonly key: string;
  readonly name: string;
  readonly planned: number;
  readonly diagrams: readonly Diagram[];
}

export interface Category {
  readonly name: string;
  readonly planned: number;
  readonly groups: readonly Group[];
}

export interface PhaseItem {
  readonly pattern: IdPattern;
  readonly match: string;
  readonly label: string | null;
  /** The diagrams of the catalog that the item means, in the catalog's order. Empty where none is named yet. */
  readonly diagrams: readonly Diagram[];
  /** Never below the number of diagrams that are named. */
  readonly planned: number;
}

export interface Phase {
  readonly name: string;
  readonly when: string | null;
  readonly items: readonly PhaseItem[];
}

export interface Catalog {
  readonly categories: readonly Category[];
  readonly phases: readonly Phase[];
  /** Every named diagram, in the catalog's order. */
  readonly diagrams: ReadonlyMap<DiagramId, Diagram>;
}

/** A diagram that the files name twice, or another disagreement between or within them, with its file. */
export interface CatalogFinding {
  readonly severity: "error" | "warning";
  readonly file: string;
  /** What to look for in the file to find the place: a key, an ID or a name. */
  readonly token: string;
  readonly message: string;
}

/**
 * Joins the files into the catalog. Of what is there twice the first is kept, so that one slip in a catalog never
 * stops the campaign; the findings say what was left out. Linear in the number of diagrams and phase items.
 */
export function buildCatalog(files: readonly { readonly path: string; readonly content: CatalogFile }[]): {
  readonly catalog: Catalog;
  readonly findings: readonly CatalogFinding[];
} {
  const findings: CatalogFinding[] = [];
  const diagrams = new Map<DiagramId, Diagram>();
  const origin = new Map<string, string>();
  const categories: Category[] = [];
  const categoryNames = new Set<string>();
  const groupKeys = new Map<string, string>();

  for (const { path, content } of files) {
    const report = (severity: CatalogFinding["severity"], token: string, message: string) =>
      findings.push({ severity, file: path, token, message });
    for (const source of content.categories ?? []) {
      if (categoryNames.has(source.name)) {
        report(
          "error",
          source.name,
          `The category \`${source.name}\` is in the catalog twice; this one is left out.`,
        );
        continue;
      }
      categoryNames.add(source.name);
      const groups: Group[] = [];
      const category: Category = { name: source.name, planned: source.planned, groups };
      for (const group of source.groups) {
        const elsewhere = groupKeys.get(group.key);
        if (elsewhere !== undefined) {
          report(
            "error",
            group.key,
            `The group key \`${group.key}\` is already used in ${elsewhere}; this group is left out.`,
          );
          continue;
        }
        groupKeys.set(group.key, path);
        const members: Diagram[] = [];
        const entry: Group = { key: group.key, name: group.name, planned: group.planned, diagrams: members };
        for (const [key, name] of Object.entries(group.diagrams)) {
          const id = key as DiagramId;
          const first = origin.get(id);
          if (first !== undefined) {
            report("error", id, `The diagram \`${id}\` is already named in ${first}; this one is left out.`);
            continue;
          }
          if (diagrams.size >= DIAGRAMS_LIMIT) {
            report("error", id, `A catalog holds at most ${DIAGRAMS_LIMIT} diagrams; this one is left out.`);
            continue;
          }
          const diagram: Diagram = { id, name, group: entry, category };
          origin.set(id, path);
          diagrams.set(id, diagram);
          members.push(diagram);
        }
        if (members.length > group.planned) {
          report(
            "warning",
            group.key,
            `Group \`${group.key}\` plans ${group.planned} diagrams but names ${members.length}; the named ones count.`,
          );
        }
        groups.push(entry);
      }
      const inGroups = groups.reduce((sum, group) => sum + Math.max(group.planned, group.diagrams.length), 0);
      if (inGroups > source.planned) {
        report(
          "warning",
          source.name,
          `Category \`${source.name}\` plans ${source.planned} diagrams but its groups come to ${inGroups}; the larger number counts.`,
        );
      }
      categories.push(category);
    }
  }

  const byPrefix = prefixIndex(diagrams);
  const phases = files.flatMap(({ path, content }) =>
    (content.phases ?? []).map(
      (phase): Phase => ({
        name: phase.name,
        when: phase.when ?? null,
        items: phase.items.flatMap((item): PhaseItem[] => {
          const pattern = parseIdPattern(item.match);
          if (!pattern) return [];
          const found = membersOf(pattern, diagrams, byPrefix);
          if (item.planned !== undefined && found.length > item.planned) {
            const message = `\`${item.match}\` plans ${item.planned} diagrams but ${found.length} are named; the named ones count.`;
            findings.push({ severity: "warning", file: path, token: item.match, message });
          }
          if (found.length === 0) {
            const message = `No diagram of the catalog is \`${item.match}\` yet; nothing of this item can be claimed.`;
            findings.push({ severity: "warning", file: path, token: item.match, message });
          }
          const count = Math.max(item.planned ?? 0, found.length);
          return [{ pattern, match: item.match, label: item.label ?? null, diagrams: found, planned: count }];
        }),
      }),
    ),
  );
  return { catalog: { categories, phases, diagrams }, findings };
}

/** The diagrams of the catalog that a pattern means, in the catalog's order. */
export function matchDiagrams(catalog: Catalog, pattern: IdPattern): Diagram[] {
  if (pattern.kind === "one") {
    const diagram = catalog.diagrams.get(pattern.id);
    return diagram ? [diagram] : [];
  }
  return [...catalog.diagrams.values()].filter(({ id }) => id.startsWith(pattern.prefix));
}

/** How many diagrams a category has in all: its plan, or more where its groups come to more. */
export function plannedInCategory(category: Category): number {
  const inGroups = category.groups.reduce((sum, group) => sum + plannedInGroup(group), 0);
  return Math.max(category.planned, inGroups);
}

export function plannedInGroup(group: Group): number {
  return Math.max(group.planned, group.diagrams.length);
}

// Every prefix that ends in a hyphen → its diagrams, so that a thousand phase items stay linear.
function prefixIndex(diagrams: ReadonlyMap<DiagramId, Diagram>): Map<string, Diagram[]> {
  const index = new Map<string, Diagram[]>();
  for (const diagram of diagrams.values()) {
    for (let at = diagram.id.indexOf("-"); at !== -1; at = diagram.id.indexOf("-", at + 1)) {
      const prefix = diagram.id.slice(0, at + 1);
      const members = index.get(prefix);
      if (members) members.push(diagram);
      else index.set(prefix, [diagram]);
    }
  }
  return index;
}

function membersOf(
  pattern: IdPattern,
  diagrams: ReadonlyMap<DiagramId, Diagram>,
  byPrefix: ReadonlyMap<string, Diagram[]>,
): readonly Diagram[] {
  if (pattern.kind === "prefix") return byPrefix.get(pattern.prefix) ?? [];
  const diagram = diagrams.get(pattern.id);
  return diagram ? [diagram] : [];
}
