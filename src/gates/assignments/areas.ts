import { type Config, isConfigPath } from "../../domain/config.ts";
import { type DiagramId, parseDiagramId } from "../../domain/diagram-id.ts";

/** What a path is to the campaign. `stray`: it has an assignment's name, but lies where none is read. */
export type Area = "config" | "catalog" | "assignment" | "tracker" | "stray";

/** The area of a path under the configuration of the default branch; null: none of the campaign's own files. */
export function areaOf(path: string, { paths }: Config, isKnown: (id: DiagramId) => boolean): Area | null {
  if (isConfigPath(path)) return "config";
  if (paths.tracker.includes(path)) return "tracker";
  const isYaml = /\.ya?ml$/i.test(path);
  if (isIn(path, paths.catalog)) return isYaml ? "catalog" : null;
  const id = parseDiagramId(stemOf(path));
  if (isIn(path, paths.assignments)) {
    if (isYaml) return "assignment";
    return id !== null && !/\.md$/i.test(path) ? "stray" : null;
  }
  // `build-all.yml` has the form of an ID, too.
  return isYaml && id !== null && isKnown(id) && !isIn(path, paths.diagrams) ? "stray" : null;
}

/** `assignments/G01/G-LIN-FL.yml` → `G-LIN-FL`. */
export function stemOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
}

function isIn(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
