import { CONFIG_PATH, type Config } from "../../domain/config.ts";
import { parseDiagramId } from "../../domain/diagram-id.ts";

/** What a path is to the campaign. `stray`: it has an assignment's name, but lies where none is read. */
export type Area = "config" | "catalog" | "assignment" | "tracker" | "stray";

/** The area of a path under the configuration of the default branch; null: none of the campaign's own files. */
export function areaOf(path: string, { paths }: Config): Area | null {
  if (path === CONFIG_PATH) return "config";
  if (paths.tracker.includes(path)) return "tracker";
  const isYaml = /\.ya?ml$/i.test(path);
  if (isIn(path, paths.catalog)) return isYaml ? "catalog" : null;
  const isNamedForDiagram = parseDiagramId(stemOf(path)) !== null;
  if (isIn(path, paths.assignments)) {
    if (isYaml) return "assignment";
    return isNamedForDiagram && !/\.md$/i.test(path) ? "stray" : null;
  }
  return isYaml && isNamedForDiagram && !isIn(path, paths.diagrams) ? "stray" : null;
}

/** `assignments/G01/G-LIN-FL.yml` → `G-LIN-FL`. */
export function stemOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
}

function isIn(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
