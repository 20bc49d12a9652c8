/**
 * Parts of addresses for names that anybody wrote. They are promises: the same name gets the same part, also where another
 * one is added behind it.
 */

/** Devices of Windows, on whose disks a folder cannot be called so. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d|index)$/;
const LONGEST = 60;

/** `Case Studies` → `case-studies`; a name without a letter or digit → `fallback`. */
function slugOf(name: string, fallback: string): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/[^a-z0-9._-]/g, (one) => `x${(one.codePointAt(0) ?? 0).toString(16)}`)
    .slice(0, LONGEST)
    .replace(/^[-._]+/, "")
    .replace(/(?<![-._])[-._]+$/, "");
  if (slug === "") return fallback;
  return RESERVED.test(slug) ? `${slug}-1` : slug;
}

/** One for each name, no two alike on any disk: in lower case, `-2` and so on behind what is there already. */
export function slugsOf(names: readonly string[], fallback: string): string[] {
  const taken = new Set<string>();
  return names.map((name, at) => {
    const slug = slugOf(name, `${fallback}-${at + 1}`);
    let own = slug;
    for (let more = 2; taken.has(own); more++) own = `${slug}-${more}`;
    taken.add(own);
    return own;
  });
}
