import type { GatesConfig } from "../domain/gates-config.ts";
import { normalColour } from "./read/colour.ts";

/** The colours that diagrams may have. */
export interface Palette {
  readonly classes: readonly PaletteClass[];
  /** The text's colour in coloured nodes, normal form. */
  readonly text: string;
}

export interface PaletteClass {
  readonly name: string;
  /** As people should write it. */
  readonly fill: string;
  readonly stroke: string | null;
}

const PROFILES: Readonly<Record<GatesConfig["palette"]["profile"], readonly PaletteClass[]>> = {
  "five-plane": [
    { name: "edge", fill: "#0066CC", stroke: "#004499" },
    { name: "service", fill: "#00AA00", stroke: "#007700" },
    { name: "stream", fill: "#AA00AA", stroke: "#770077" },
    { name: "state", fill: "#FF8800", stroke: "#CC6600" },
    { name: "control", fill: "#CC0000", stroke: "#990000" },
  ],
  // Its diagrams were drawn with several borders, so the border is free.
  "four-plane": [
    { name: "edge", fill: "#3B82F6", stroke: null },
    { name: "service", fill: "#10B981", stroke: null },
    { name: "state", fill: "#F59E0B", stroke: null },
    { name: "control", fill: "#8B5CF6", stroke: null },
  ],
  none: [],
};

/** The palette that the configuration asks for; null: colours are free. */
export function paletteOf({ palette }: GatesConfig): Palette | null {
  const own = Object.entries(palette.classes).map(([name, { fill, stroke }]) => ({
    name,
    fill,
    stroke: stroke ?? null,
  }));
  const classes = own.length > 0 ? own : PROFILES[palette.profile];
  if (classes.length === 0) return null;
  return { classes, text: normalColour(palette.text) ?? "#ffffff" };
}

/** The profile that most of these fills are of, where another one is configured; null: they are of none. */
export function profileWith(
  fills: readonly string[],
  { palette }: GatesConfig,
): { readonly name: string; readonly fills: ReadonlySet<string> } | null {
  // Classes of one's own come before any profile.
  if (Object.keys(palette.classes).length > 0) return null;
  for (const [name, classes] of Object.entries(PROFILES)) {
    const own = new Set(classes.flatMap(({ fill }) => normalColour(fill) ?? []));
    if (fills.filter((fill) => own.has(fill)).length * 2 > fills.length) return { name, fills: own };
  }
  return null;
}

/** The palette's class of this name; `edgeStyle` and `edgePlane` are `edge`. */
export function classNamed({ classes }: Palette, name: string): PaletteClass | null {
  const plain = (text: string) => text.toLowerCase().replace(/[-_]?(?:style|plane|class|layer|node)s?$/, "");
  return (
    classes.find((one) => one.name === name) ?? classes.find((one) => plain(one.name) === plain(name)) ?? null
  );
}
