import { posix } from "node:path";
import { SCHEMAS } from "../assets.ts";
import { assignmentPath, createAssignmentFile } from "../domain/assignment-file.ts";
import type { CivilDate } from "../domain/civil-date.ts";
import { CONFIG_PATH, DEFAULT_CONFIG } from "../domain/config.ts";
import type { Problem } from "../domain/problem.ts";
import { readConfig } from "../domain/read-config.ts";
import { readRepositoryState } from "../domain/repository-state.ts";
import { SCHEMA_NAMES, schemaFrom, schemaPath } from "../domain/schemas/schema-names.ts";
import type { FileChange, OwnerDefaults, RepositoryFiles, SourceFile } from "../domain/source-file.ts";
import { importTracker } from "../tracker/import.ts";
import { renderTracker } from "../tracker/render-tracker.ts";
import { checkImport, findTooLarge } from "./check-import.ts";
import { firstCatalog } from "./templates/first-catalog.ts";
import { firstConfig } from "./templates/first-config.ts";

export interface InitInput {
  /** The tracker to import; null: an empty campaign. */
  readonly tracker: SourceFile | null;
  /** Where the imported document is going to stand; absent: where the configuration says. */
  readonly path?: string;
  /** What stands before IDs that have no prefix; absent: one is proposed. */
  readonly prefix?: string | null;
  /** A configuration that is there already: it is kept, and says where things go. */
  readonly config: SourceFile | null;
  /** What lies beneath it, and says where things go where the configuration does not. */
  readonly defaults?: OwnerDefaults | undefined;
  readonly url: string;
  readonly today: CivilDate;
  /** Path of the page that the answer to a claim links. */
  readonly guide: string;
}

export interface InitPlan {
  /** Whole files, the tracker as rendering leaves it. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly problems: readonly Problem[];
  /** What the import would lose of the document, found by reading its result back: with any, nothing may be written. */
  readonly losses: readonly Problem[];
  /** What would be wrong in the files themselves, such as a category too large for one of them. */
  readonly unreadable: readonly Problem[];
  readonly found: { readonly diagrams: number; readonly categories: number; readonly assignments: number };
  /** Where the configuration has the catalog. */
  readonly catalogFolder: string;
  /** Some diagram, for examples. */
  readonly example: string;
}

/** Everything that `init` writes of the campaign itself. Pure. */
export function planInit(input: InitInput): InitPlan {
  const { tracker, config, defaults, url, today, guide } = input;
  const parsed = readConfig(config, defaults);
  const { paths, tracker: look } = parsed.ok ? parsed.value : DEFAULT_CONFIG;
  const schemas = {
    catalog: schemaFrom(paths.catalog, "catalog"),
    config: schemaFrom(posix.dirname(CONFIG_PATH), "config"),
  };
  const documentPath = input.path ?? paths.tracker[0] ?? "TRACKER.md";
  const words = { prefix: input.prefix ?? null, words: look.status_words };
  const canKeepReview = (text: string) => config === null || look.next_review === text;
  const imported = tracker && importTracker(tracker, { documentPath, schemas, words, canKeepReview, url });
  const catalog = imported
    ? imported.catalogFiles.map(({ path, text }) => ({
        path: path.replace(/^catalog\//, () => `${paths.catalog}/`),
        text,
      }))
    : [firstCatalog(paths.catalog, schemas.catalog)].map(asFile);
  const fresh = config
    ? []
    : [
        asFile(
          firstConfig(imported?.configFile ?? null, {
            schema: schemas.config,
            guide,
            tracker: paths.tracker[0] === documentPath ? null : documentPath,
          }),
        ),
      ];
  const whole: RepositoryFiles = {
    config: config ?? fresh[0] ?? null,
    ...(defaults && { defaults }),
    catalog,
    assignments: [],
    trackers: [],
  };
  const state = readRepositoryState(whole);
  const assignments = (imported?.assignments ?? []).flatMap((assignment) => {
    const diagram = state.catalog.diagrams.get(assignment.diagram_id);
    if (!diagram) return [];
    const path = assignmentPath(state.config, diagram.group, assignment.diagram_id);
    return [{ assignment, file: { path, text: createAssignmentFile(assignment) } }];
  });
  const documents = imported ? [imported.document] : [];
  const rendered = renderTracker({
    documents,
    campaign: {
      catalog: state.catalog,
      config: state.config,
      assignments: new Map(assignments.map(({ assignment }) => [assignment.diagram_id, assignment])),
      today,
    },
    url,
    broken: new Set(),
  });
  const tooLarge = imported ? findTooLarge(imported.catalogFiles, imported.catalog) : [];
  const unread = state.problems.filter(({ severity }) => severity === "error");
  // Of what cannot be read back nothing can be said but that.
  const losses =
    tracker && imported && unread.length === 0
      ? checkImport(tracker, imported, {
          catalog: state.catalog,
          assignments: assignments.map(({ file }) => file),
          rendered:
            rendered.changes.find(({ path }) => path === documentPath)?.text ?? imported.document.text,
          words: imported.words,
        })
      : [];
  const changed = new Set(rendered.changes.map(({ path }) => path));
  const trackers = [...documents.filter(({ path }) => !changed.has(path)), ...rendered.changes.map(asFile)];
  return {
    files: [...fresh, ...catalog, ...assignments.map(({ file }) => file), ...trackers, ...schemaFiles()],
    losses,
    problems: [
      ...(imported?.problems ?? []),
      ...lostInConfig(imported?.configFile ?? null, config),
      // A document of which nothing was taken lacks its regions for that reason.
      ...(state.catalog.diagrams.size === 0 ? [] : rendered.problems),
    ],
    unreadable: tooLarge.length > 0 ? tooLarge : unread,
    found: {
      diagrams: state.catalog.diagrams.size,
      categories: state.catalog.categories.length,
      assignments: assignments.length,
    },
    catalogFolder: paths.catalog,
    example: [...state.catalog.diagrams.keys()][0] ?? "G-LIN-FL",
  };
}

function schemaFiles(): { path: string; text: string }[] {
  return SCHEMA_NAMES.map((name) => ({ path: schemaPath(name), text: SCHEMAS[name] }));
}

/** What the document says about its next review belongs into a configuration that is not ours to change. */
function lostInConfig(found: SourceFile | null, kept: SourceFile | null): Problem[] {
  if (found === null || kept === null) return [];
  const parsed = readConfig(found);
  const review = parsed.ok ? parsed.value.tracker.next_review : undefined;
  const own = readConfig(kept);
  if (review === undefined || (own.ok && own.value.tracker.next_review !== undefined)) return [];
  const message = `The tracker says "Next Review: ${review}"; the configuration is kept as it is, so put it there as \`tracker.next_review\`.`;
  return [{ file: CONFIG_PATH, line: 1, column: 1, severity: "warning", message }];
}

function asFile({ path, text }: FileChange): { path: string; text: string } {
  return { path, text: text ?? "" };
}
