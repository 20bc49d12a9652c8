import { suggest } from "../../domain/suggest.ts";
import type { Messages } from "../../messages/english/english.ts";
import { clipped } from "../clipped.ts";
import { type DiagramBlock, type Drawings, lineOfSource, otherKinds } from "../diagram-view.ts";
import { groupRepeats } from "../group-repeats.ts";
import { classNamed, type Palette, type PaletteClass, paletteOf } from "../palette.ts";
import { colourDistance, normalColour } from "../read/colour.ts";
import type { DiagramFacts, Style } from "../read/diagram-facts.ts";
import type { Defect } from "../standing.ts";
import type { VouchablePoint } from "./point.ts";

/** Types that cannot be coloured by classes. Any other has to be, one that Mermaid does not know too. */
const WITHOUT_CLASSES =
  /^(?:sequenceDiagram|zenuml|gantt|pie|journey|timeline|mindmap|quadrantChart|C4\w+|architecture|sankey|xychart|gitGraph|packet|kanban|radar|treemap|treeView|venn|ishikawa|info)(?:-beta|-diagram)?$/;

export const colorScheme: VouchablePoint<"color_scheme"> = {
  key: "color_scheme",
  name: "Color Scheme",
  aliases: ["color scheme", "colour scheme", "colors", "colours"],
  level: "required",
  check: "machine",
  before: ["review", "merge"],
  asks: "The palette's colours, and no class that is not defined.",
  promise: "each plane has its colour",
  guide: {
    looksFor:
      "A node with a fill of the palette, no other fills, and a `classDef` for each class that is used.",
    why: "One colour means one thing in all diagrams, so that they are read side by side.",
    example: {
      language: "mermaid",
      text: "flowchart LR\n  A[Load balancer]:::edge --> B[Log]:::state\n  classDef edge fill:#0066CC,stroke:#004499,color:#fff\n  classDef state fill:#FF8800,stroke:#CC6600,color:#fff",
    },
  },
  judge: (view) => {
    const say = view.say.points.colorScheme;
    const palette = paletteOf(view.gates);
    const drawn = view.blocks.filter(({ kind, facts }) => kind === "mermaid" && facts !== null);
    const defects = groupRepeats(colorDefects(view), view.gates, view.say);
    if (defects.length > 0) return { kind: "wrong", defects };
    const own = (text: string) => ({
      kind: "passed" as const,
      evidence: [{ text, quoted: false, at: null }],
    });
    if (palette === null) return own(say.free());
    const others = otherKinds(view);
    if (drawn.length === 0 && others.length > 0) {
      return { kind: "asks", question: view.say.points.otherKinds.colours(others) };
    }
    if (drawn.length > 0 && drawn.every(({ facts }) => WITHOUT_CLASSES.test(facts?.type ?? ""))) {
      return own(say.noClasses());
    }
    const used = drawn.flatMap(({ facts }) => (facts ? coloursUsed(facts, palette) : []));
    if (used.length > 0) return own(say.used([...new Set(used)]));
    const [first] = palette.classes;
    return {
      kind: "missing",
      missing: say.none(
        palette.classes.map(({ name }) => name),
        first ? definitionOf(first, palette) : "",
        `A:::${first?.name ?? ""}`,
      ),
    };
  },
};

export function colorDefects({ blocks, gates, say }: Drawings): Defect[] {
  const palette = paletteOf(gates);
  return blocks.flatMap((block) =>
    block.changed && block.kind === "mermaid" && block.facts
      ? defectsOf(block, block.facts, palette, say.points.colorScheme)
      : [],
  );
}

function coloursUsed(facts: DiagramFacts, palette: Palette): string[] {
  const uses = new Set(facts.classUses.map(({ name }) => name));
  const styles = [
    ...facts.classDefs.filter(({ name }) => uses.has(name) || name === "default").map(({ style }) => style),
    ...facts.styles.map(({ style }) => style),
  ];
  return styles.flatMap((style) => {
    const fill = normalColour(style.get("fill") ?? "");
    return palette.classes.filter((one) => normalColour(one.fill) === fill).map(({ name }) => name);
  });
}

type Sentences = Messages["points"]["colorScheme"];

function defectsOf(
  block: DiagramBlock,
  facts: DiagramFacts,
  palette: Palette | null,
  say: Sentences,
): Defect[] {
  const defined = new Set(facts.classDefs.map(({ name }) => name));
  const undefinedUses = new Map<string, number>();
  for (const { name, line } of facts.classUses) {
    if (!defined.has(name) && name !== "default" && !undefinedUses.has(name)) undefinedUses.set(name, line);
  }
  const defects: Defect[] = [...undefinedUses].map(([name, line]) => {
    const known = palette && classNamed(palette, name);
    const near = suggest(name, defined);
    const how =
      palette && known ? { add: definitionOf({ ...known, name: clipped(name) }, palette) } : { near };
    return { at: lineOfSource(block, line), message: say.undefinedClass(clipped(name), how) };
  });
  if (palette === null) return defects;
  const styled = [
    ...facts.classDefs.map(({ name, style, line }) => ({ name, style, line })),
    ...facts.styles.map(({ style, line }) => ({ name: null, style, line })),
  ];
  for (const { name, style, line } of styled) {
    const what = say.what(name === null ? null : clipped(name));
    const named = name === null ? null : classNamed(palette, name);
    const found = colourDefect(what, style, palette, named, say);
    if (found) defects.push({ at: lineOfSource(block, line), ...found });
  }
  return defects;
}

/** Only what has a fill is coloured: a class may as well only make a border thick. */
function colourDefect(
  what: string,
  style: Style,
  palette: Palette,
  named: PaletteClass | null,
  say: Sentences,
): Pick<Defect, "message" | "fill"> | null {
  const fill = style.get("fill");
  if (fill === undefined || /^(?:none|transparent)$/i.test(fill)) return null;
  const colour = normalColour(fill);
  const wanted = named ?? palette.classes.find((one) => normalColour(one.fill) === colour) ?? null;
  if (wanted === null || normalColour(wanted.fill) !== colour) {
    const near = wanted ?? nearest(palette, colour);
    const message = say.fill(what, clipped(fill), near ? `${near.fill} (${near.name})` : null);
    return { message, ...(colour !== null && { fill: colour }) };
  }
  const stroke = style.get("stroke");
  if (
    stroke !== undefined &&
    wanted.stroke !== null &&
    normalColour(stroke) !== normalColour(wanted.stroke)
  ) {
    return { message: say.border(what, clipped(stroke), `${wanted.fill} (${wanted.name})`, wanted.stroke) };
  }
  const text = style.get("color");
  if (text !== undefined && normalColour(text) !== palette.text) {
    return { message: say.text(what, clipped(text), palette.text === "#ffffff" ? "#fff" : palette.text) };
  }
  return null;
}

function nearest({ classes }: Palette, colour: string | null): PaletteClass | null {
  if (colour === null) return classes[0] ?? null;
  const distance = (one: PaletteClass) => colourDistance(normalColour(one.fill) ?? "#000000", colour);
  return [...classes].sort((one, other) => distance(one) - distance(other))[0] ?? null;
}

function definitionOf({ name, fill, stroke }: PaletteClass, { text }: Palette): string {
  const colour = text === "#ffffff" ? "#fff" : text;
  return `classDef ${name} fill:${fill},${stroke ? `stroke:${stroke},` : ""}color:${colour}`;
}
