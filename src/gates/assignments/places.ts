import { placeKey, placesIn, type YamlPath } from "../../domain/yaml-places.ts";
import type { ProposedFile } from "../../facts/contents.ts";
import { type Place, pointIn, wholeFile } from "./finding.ts";

/** Finds the place of a value by its keys; of one that is not there, the nearest one around it. */
export type Locate = (...keys: YamlPath) => Place;

/** What nobody looked at beforehand is looked at with the first question: most files have no finding. */
export function locateIn({ path, parsed }: ProposedFile, text: string): Locate {
  let places = parsed?.kind === "assignment" ? parsed.places : null;
  return (...keys) => {
    places ??= placesIn(text);
    for (let depth = keys.length; depth > 0; depth--) {
      const place = places.get(placeKey(keys.slice(0, depth)));
      if (place) return pointIn(path, ...place);
    }
    return wholeFile(path);
  };
}
