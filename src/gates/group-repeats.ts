import type { GatesConfig } from "../domain/gates-config.ts";
import type { Messages } from "../messages/english/english.ts";
import { profileWith } from "./palette.ts";
import type { Defect } from "./standing.ts";

/** So often the same is said before it is said once for all. */
const EACH = 3;

/**
 * Findings that one change mends are one finding: fills that are another palette's, and what is said again and again. It stands
 * where the first of them stood. The others keep their order.
 */
export function groupRepeats(defects: readonly Defect[], gates: GatesConfig, say: Messages): Defect[] {
  const fills = defects.flatMap(({ fill }) => fill ?? []);
  const profile = fills.length > EACH ? profileWith(fills, gates) : null;
  const theirs = profile ? defects.filter(({ fill }) => fill !== undefined && profile.fills.has(fill)) : [];
  const [first] = theirs;
  const others = new Set(theirs.slice(1));
  const left = defects.filter((one) => !others.has(one));
  const named = left.map((one): Defect => {
    if (!profile || one !== first) return one;
    const message = say.points.colorScheme.otherProfile(profile.name, theirs.length, filesOf(theirs));
    return { at: one.at, message };
  });
  return sayOnce(named, say);
}

function sayOnce(defects: readonly Defect[], say: Messages): Defect[] {
  const keyOf = ({ alike, message }: Defect) => alike ?? message;
  const all = Map.groupBy(defects, keyOf);
  return defects.flatMap((one) => {
    const same = all.get(keyOf(one)) ?? [];
    if (same.length <= EACH) return [one];
    const { message } = one;
    return same[0] === one
      ? [{ ...one, message: say.gates.alsoAt(message, same.length - 1, filesOf(same)) }]
      : [];
  });
}

function filesOf(defects: readonly Defect[]): number {
  return new Set(defects.map(({ at }) => at.path)).size;
}
