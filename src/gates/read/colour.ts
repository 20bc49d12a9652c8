import { differenceCiede2000, formatHex, modeHsl, modeLab65, modeRgb, parse, useMode } from "culori/fn";

// The library knows no way to write a colour but those that are named here.
for (const mode of [modeRgb, modeHsl, modeLab65]) useMode(mode);

/** `#06C`, `#0066cc` and `rgb(0, 102, 204)` are one colour: `#0066cc`. Null: it is none that we can compare. */
export function normalColour(text: string): string | null {
  const value = text
    .slice(0, 100)
    .replace(/(?<!\s)\s*!important$/i, "")
    .trim()
    .toLowerCase();
  // The library takes a hexadecimal number for a colour, and Mermaid does not.
  const colour = /^[0-9a-f]{3,8}$/.test(value) ? undefined : parse(value);
  // What is behind it shines through.
  if (colour === undefined || (colour.alpha ?? 1) < 1) return null;
  return formatHex(colour) ?? null;
}

const difference = differenceCiede2000();

/** How far apart two colours are to the eye; for "did you mean". */
export function colourDistance(one: string, other: string): number {
  return difference(one, other);
}
