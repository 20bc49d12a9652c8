import { type Assignment, SOURCES_LIMIT, type Source } from "./assignment.ts";
import { adderOf, holderOf } from "./people.ts";
import { isSamePerson, type Person } from "./person.ts";

/** How many sources one person may add to a diagram that they do not hold. */
export const SOURCES_OF_ONE_LIMIT = 5;
/** How many all of them may add together: the rest of the room is the holder's. */
const SOURCES_OF_OTHERS_LIMIT = SOURCES_LIMIT / 2;

/** Why there is no room for what somebody wants to add. */
export type NoRoom = "full" | "full-for-one" | "full-for-others";

/**
 * The assignment with the addresses that it did not have; null when it had them all. The holder's come first, since the
 * tracker shows the first; those of others carry who added them.
 */
export function withSources(
  now: Assignment,
  urls: readonly string[],
  by: Person,
): Assignment | NoRoom | null {
  const known = new Set(now.sources.map(({ url }) => url));
  const fresh = urls.filter((url) => !known.has(url));
  if (fresh.length === 0) return null;
  if (now.sources.length + fresh.length > SOURCES_LIMIT) return "full";
  const others = now.sources.filter((source) => !isHolders(now, source));
  if (isSamePerson(holderOf(now), by)) {
    const own = now.sources.filter((source) => isHolders(now, source));
    return { ...now, sources: [...own, ...fresh.map((url) => ({ url })), ...others] };
  }
  const mine = others.filter((source) => isSamePerson(adderOf(source), by));
  if (mine.length + fresh.length > SOURCES_OF_ONE_LIMIT) return "full-for-one";
  if (others.length + fresh.length > SOURCES_OF_OTHERS_LIMIT) return "full-for-others";
  const added = { by: by.login, ...(by.id !== null && { by_id: by.id }) };
  return { ...now, sources: [...now.sources, ...fresh.map((url) => ({ url, ...added }))] };
}

/** What stands in the file without a name was put there by hand, or by who held it. */
function isHolders(now: Assignment, source: Source): boolean {
  return source.by === undefined || isSamePerson(holderOf(now), adderOf(source));
}
