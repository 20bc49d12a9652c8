import { type Assignment, SOURCES_LIMIT } from "./assignment.ts";

/** The assignment with the addresses that it did not have; null when it had them all. */
export function withSources(now: Assignment, urls: readonly string[]): Assignment | "full" | null {
  const known = new Set(now.sources.map(({ url }) => url));
  const fresh = urls.filter((url) => !known.has(url));
  if (fresh.length === 0) return null;
  if (now.sources.length + fresh.length > SOURCES_LIMIT) return "full";
  return { ...now, sources: [...now.sources, ...fresh.map((url) => ({ url }))] };
}
