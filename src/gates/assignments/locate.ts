import { positionKey, positionsIn, type YamlPath } from "../../domain/yaml-positions.ts";
import type { ProposedFile } from "../../facts/contents.ts";
import { type FileRange, pointIn, wholeFile } from "./finding.ts";

/** Finds the place of a value by its keys; of one that is not there, the nearest one around it. */
export type Locate = (...keys: YamlPath) => FileRange;

/** What nobody looked at beforehand is looked at with the first question: most files have no finding. */
export function locateIn({ path, parsed }: ProposedFile, text: string): Locate {
  let positions = parsed?.kind === "assignment" ? parsed.positions : null;
  return (...keys) => {
    positions ??= positionsIn(text);
    for (let depth = keys.length; depth > 0; depth--) {
      const position = positions.get(positionKey(keys.slice(0, depth)));
      if (position) return pointIn(path, ...position);
    }
    return wholeFile(path);
  };
}
