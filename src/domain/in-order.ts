type Path = readonly (string | number)[];

/** The same data with the keys of its maps, inner ones too, in the order that is known of the map at each path. */
export function inOrder<T extends object>(
  value: T,
  path: Path,
  keysAt: (path: Path) => readonly string[],
): T {
  const within = (inner: unknown, step: string | number) =>
    inner !== null && typeof inner === "object" ? inOrder(inner, [...path, step], keysAt) : inner;
  if (Array.isArray(value)) return value.map(within) as unknown as T;
  const known = keysAt(path);
  const rank = (key: string) => (known.includes(key) ? known.indexOf(key) : known.length);
  const entries = Object.entries(value)
    .sort(([one], [other]) => rank(one) - rank(other))
    .map(([key, inner]) => [key, within(inner, key)] as const);
  return Object.fromEntries(entries) as T;
}
