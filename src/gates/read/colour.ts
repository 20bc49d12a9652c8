const NAMED: ReadonlyMap<string, string> = new Map([
  ["white", "#ffffff"],
  ["black", "#000000"],
  ["red", "#ff0000"],
  ["green", "#008000"],
  ["blue", "#0000ff"],
  ["orange", "#ffa500"],
  ["yellow", "#ffff00"],
  ["purple", "#800080"],
  ["gray", "#808080"],
  ["grey", "#808080"],
]);

/** `#06C`, `#0066cc` and `rgb(0, 102, 204)` are one colour: `#0066cc`. Null: it is none that we can compare. */
export function normalColour(text: string): string | null {
  const value = text
    .replace(/(?<!\s)\s*!important$/i, "")
    .trim()
    .toLowerCase();
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(value);
  if (short) return `#${[short[1], short[2], short[3]].map((digit) => `${digit}${digit}`).join("")}`;
  if (/^#[0-9a-f]{6}$/.test(value)) return value;
  const rgb = /^rgb\((\d{1,3})[, ]\s*(\d{1,3})[, ]\s*(\d{1,3})\)$/.exec(value);
  if (rgb)
    return `#${[rgb[1], rgb[2], rgb[3]].map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`;
  return NAMED.get(value) ?? null;
}

/** How far apart two colours are, squared; for "did you mean". */
export function colourDistance(one: string, other: string): number {
  const parts = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const theirs = parts(other);
  return parts(one).reduce((sum, part, at) => sum + (part - (theirs[at] ?? 0)) ** 2, 0);
}
