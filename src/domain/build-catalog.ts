import {
  type Catalog,
  type Category,
  type Diagram,
  type Group,
  type Phase,
  type PhaseItem,
  type PlannedTotal,
  plannedInGroup,
} from "./catalog.ts";
import type { CatalogFile } from "./catalog-file.ts";
import { findRenames, type Rename } from "./catalog-renames.ts";
import type { CivilDate } from "./civil-date.ts";
import { type DiagramId, type IdPattern, parseIdPattern } from "./diagram-id.ts";
import { type FindingText, found } from "./findings.ts";

const DIAGRAMS_LIMIT = 200_000;

/** A diagram that the files name twice, or another disagreement between or within them, with its file. */
export interface CatalogFinding extends FindingText {
  readonly severity: "error" | "warning";
  readonly file: string;
  /** What to look for in the file to find the place: a key, an ID or a name. */
  readonly token: string;
  /** It is about what the diagram `token` says that it was. */
  readonly isRename?: true;
}

/**
 * Joins the files into the catalog. Of what is there twice the first is kept, so that one slip in a catalog never
 * stops the campaign; the findings say what was left out. Linear in the number of diagrams and phase items.
 */
export function buildCatalog(
  files: readonly { readonly path: string; readonly content: CatalogFile }[],
  { isWhole = true }: { readonly isWhole?: boolean } = {},
): {
  readonly catalog: Catalog;
  readonly findings: readonly CatalogFinding[];
} {
  const builder = new CatalogBuilder(isWhole);
  for (const { path, content } of files) {
    for (const source of content.categories ?? []) builder.addCategory(path, source);
  }
  // Phases may mean diagrams of any file.
  const byPrefix = prefixIndex(builder.diagrams);
  const phases = files.flatMap(({ path, content }) =>
    (content.phases ?? []).map(
      ({ name, when, items }): Phase => ({
        name,
        when: when ?? null,
        items: items.flatMap((item) => builder.phaseItem(path, item, byPrefix)),
      }),
    ),
  );
  for (const { path, content } of files) {
    for (const entry of content.plan ?? []) builder.addPlanned(path, entry);
  }
  const { categories, diagrams, findings } = builder;
  const { renamed, refused } = findRenames(builder.renames, diagrams);
  for (const { file, id, why } of refused) {
    findings.push({ severity: "error", file, token: id, isRename: true, ...why });
  }
  const plan = [...builder.plan.values()].sort((one, other) => (one.on < other.on ? -1 : 1));
  return { catalog: { categories, phases, plan, diagrams, renamed, isWhole }, findings };
}

type CategorySource = NonNullable<CatalogFile["categories"]>[number];
type GroupSource = CategorySource["groups"][number];
type ItemSource = NonNullable<CatalogFile["phases"]>[number]["items"][number];

/** What was read so far: everything that comes later has to agree with it. */
class CatalogBuilder {
  readonly findings: CatalogFinding[] = [];
  readonly categories: Category[] = [];
  readonly diagrams = new Map<DiagramId, Diagram>();
  readonly renames: Rename[] = [];
  readonly plan = new Map<CivilDate, PlannedTotal>();
  /** In which file each diagram stands, and each group key. */
  private readonly origin = new Map<string, string>();
  private readonly groupKeys = new Map<string, string>();
  private readonly categoryNames = new Set<string>();
  /** What a file that cannot be read may name is not missed. */
  private readonly isWhole: boolean;

  constructor(isWhole: boolean) {
    this.isWhole = isWhole;
  }

  addCategory(file: string, source: CategorySource): void {
    const { name, planned } = source;
    if (this.categoryNames.has(name)) {
      this.findings.push({ severity: "error", file, token: name, ...found("doubleCategory", name) });
      return;
    }
    this.categoryNames.add(name);
    const groups: Group[] = [];
    const category: Category = { name, planned, groups };
    for (const group of source.groups) groups.push(...this.group(file, group, category));
    const inGroups = groups.reduce((sum, group) => sum + plannedInGroup(group), 0);
    if (inGroups > planned) {
      const plan = found("categoryPlan", name, planned, inGroups);
      this.findings.push({ severity: "warning", file, token: name, ...plan });
    }
    this.categories.push(category);
  }

  addPlanned(file: string, { on, planned }: PlannedTotal): void {
    const first = this.plan.get(on);
    if (!first) this.plan.set(on, { on, planned });
    else
      this.findings.push({ severity: "error", file, token: on, ...found("doublePlan", on, first.planned) });
  }

  private group(file: string, { key, name, planned, diagrams }: GroupSource, category: Category): Group[] {
    const elsewhere = this.groupKeys.get(key);
    if (elsewhere !== undefined) {
      this.findings.push({ severity: "error", file, token: key, ...found("doubleGroup", key, elsewhere) });
      return [];
    }
    this.groupKeys.set(key, file);
    const members: Diagram[] = [];
    const group: Group = { key, name, planned, diagrams: members };
    for (const [key, entry] of Object.entries(diagrams)) {
      const id = key as DiagramId;
      const { name, was } = typeof entry === "string" ? { name: entry } : entry;
      const added = this.diagram(file, { id, name, group, category });
      members.push(...added);
      if (added.length > 0 && was !== undefined) this.renames.push({ file, id, was: was as DiagramId });
    }
    if (members.length > planned) {
      const plan = found("groupPlan", key, planned, members.length);
      this.findings.push({ severity: "warning", file, token: key, ...plan });
    }
    return [group];
  }

  private diagram(file: string, diagram: Diagram): Diagram[] {
    const { id } = diagram;
    const first = this.origin.get(id);
    const refused =
      first !== undefined
        ? found("doubleDiagram", id, first)
        : this.diagrams.size >= DIAGRAMS_LIMIT
          ? found("tooManyDiagrams", DIAGRAMS_LIMIT)
          : null;
    if (refused !== null) {
      this.findings.push({ severity: "error", file, token: id, ...refused });
      return [];
    }
    this.origin.set(id, file);
    this.diagrams.set(id, diagram);
    return [diagram];
  }

  /** None where the pattern is none, which the schema excludes. */
  phaseItem(
    file: string,
    { match, label, planned }: ItemSource,
    byPrefix: ReadonlyMap<string, Diagram[]>,
  ): PhaseItem[] {
    const pattern = parseIdPattern(match);
    if (!pattern) return [];
    const named = membersOf(pattern, this.diagrams, byPrefix);
    if (planned !== undefined && named.length > planned) {
      const plan = found("itemPlan", match, planned, named.length);
      this.findings.push({ severity: "warning", file, token: match, ...plan });
    }
    if (named.length === 0 && this.isWhole) {
      this.findings.push({ severity: "warning", file, token: match, ...found("itemOfNothing", match) });
    }
    const count = Math.max(planned ?? 0, named.length);
    return [{ pattern, match, label: label ?? null, diagrams: named, planned: count }];
  }
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
