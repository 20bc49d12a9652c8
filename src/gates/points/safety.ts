import type { DrawingKind } from "../../facts/drawing-kind.ts";
import type { Messages } from "../../messages/english/english.ts";
import { type DiagramBlock, type Drawings, lineOfSource } from "../diagram-view.ts";
import type { Defect } from "../standing.ts";
import type { Point } from "./point.ts";

export const safety: Point<"safety"> = {
  key: "safety",
  name: "Safe Links",
  aliases: ["safe links"],
  level: "required",
  before: ["review"],
  asks: "No script, HTML or link in a diagram that a browser might run.",
  guide: {
    looksFor: "Tags, event handlers, script addresses, and settings that make Mermaid less strict.",
    why: "Drawings are shown on pages that other people are logged in to.",
    example: {
      language: "mermaid",
      text: 'flowchart LR\n  A[Client] --> B[Leader]\n  click A "https://etcd.io/docs/"',
    },
  },
  judge: (view) => {
    const defects = safetyDefects(view);
    if (defects.length > 0) return { kind: "wrong", defects };
    return {
      kind: "passed",
      evidence: [{ text: view.say.points.safety.clean(), quoted: false, at: null }],
    };
  },
};

export function safetyDefects({ blocks, say }: Drawings): Defect[] {
  return blocks
    .filter(({ changed, inNewFile }) => changed || inNewFile)
    .flatMap((block) => defectsOf(block, say.points.safety));
}

const TAG =
  /<\s{0,9}\/?\s{0,9}(script|iframe|object|embed|img|image|svg|link|meta|form|input|button|style|base|video|audio|math|template|a(?=\s{1,9}href))\b/i;
const HANDLER = /<[^<>]{0,300}\son[a-z]{3,20}\s{0,9}=/i;
const SCHEME = /(?:javascript|vbscript|livescript):|data:(?:text\/html|image\/svg|application\/)/i;
const SETTINGS = /["']?(securityLevel|secure|dompurifyConfig|themeCSS)["']?\s{0,9}:/;

/** They are made of tags. */
const PICTURES: ReadonlySet<DrawingKind> = new Set(["svg", "drawio", "excalidraw"]);

type Sentences = Messages["points"]["safety"];

function defectsOf(block: DiagramBlock, say: Sentences): Defect[] {
  const { source, facts } = block;
  // What is too large is not looked through; that it is too large fails it.
  if (facts === null) return [];
  const isPicture = PICTURES.has(block.kind);
  const defects: Defect[] = [];
  let setting = source.text.startsWith("---");
  source.text.split("\n").forEach((raw, at) => {
    const report = (message: string) => defects.push({ at: lineOfSource(block, at + 1), message });
    const line = decoded(raw);
    const tag = (isPicture ? /<\s{0,9}(script|iframe|object|embed)\b/i : TAG).exec(line)?.[1]?.toLowerCase();
    if (tag) report(say.html(tag));
    else if (HANDLER.test(line)) report(say.handler());
    if (SCHEME.test(line.replace(/[\s\p{Cc}\u200b-\u200f]/gu, ""))) {
      report(say.script());
    }
    if (raw.includes("%%{")) setting = true;
    const name = setting ? SETTINGS.exec(raw)?.[1] : undefined;
    if (name) report(say.setting(name));
    if (raw.includes("}%%") || (at > 0 && raw.trim() === "---")) setting = false;
  });
  for (const { target, line } of facts.links) {
    if (defects.some(({ at }) => at.line === lineOfSource(block, line).line)) continue;
    const message = linkDefect(target, say);
    if (message) defects.push({ at: lineOfSource(block, line), message });
  }
  return defects;
}

function linkDefect(target: string, say: Sentences): string | null {
  if (target.startsWith("call ")) {
    return say.call(target.slice(5, 60));
  }
  const address = decoded(target).replace(/[\s\p{Cc}]/gu, "");
  const scheme = /^([A-Za-z][\w+.-]*):/.exec(address)?.[1]?.toLowerCase();
  if (scheme === undefined || scheme === "https" || scheme === "http" || scheme === "mailto") return null;
  return say.scheme(scheme.slice(0, 30));
}

/** Entities are another way to write a colon or a letter. */
function decoded(text: string): string {
  return text.replace(
    /[&#]#?(x[0-9a-f]{1,6}|\d{1,7})(?:;|(?=\W))|&(colon|tab|newline|lpar|rpar);/gi,
    (whole, code?: string, name?: string) => {
      if (name) return NAMED[name.toLowerCase()] ?? "";
      const point = Number(code?.replace(/^x/i, "0x"));
      return point > 0 && point < 0xd800 ? String.fromCodePoint(point) : whole;
    },
  );
}

const NAMED: Readonly<Record<string, string>> = { colon: ":", tab: "", newline: "", lpar: "(", rpar: ")" };
