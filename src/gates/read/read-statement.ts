import type { FactsInProgress, Style, TextKind } from "./diagram-facts.ts";

const KEYWORD =
  /^(classDef|class|cssClass|style|linkStyle|click|href|links?|callback|accTitle|accDescr|title|direction|end|UpdateElementStyle|UpdateRelStyle)(?=[\s(:]|$)/;

/**
 * Statements that several types of diagrams have: classes, styles, links, titles. False when the line is none of them.
 * `text` is one line without the spaces around it.
 */
export function readStatement(facts: FactsInProgress, text: string, line: number): boolean {
  const keyword = KEYWORD.exec(text)?.[1];
  if (keyword === undefined) return false;
  const rest = text.slice(keyword.length).trim();
  switch (keyword) {
    case "classDef": {
      const [names = "", styles = ""] = splitOnce(rest);
      const style = parseStyle(styles);
      for (const name of names.split(",")) if (name) facts.classDefs.push({ name, style, line });
      return true;
    }
    case "class":
    case "cssClass":
      return readClass(facts, keyword, rest, line);
    case "style":
    case "linkStyle": {
      const [, styles = ""] = splitOnce(rest);
      if (keyword === "style") facts.styles.push({ style: parseStyle(styles), line });
      return true;
    }
    case "UpdateElementStyle": {
      const fill = /\$bgColor\s{0,9}=\s{0,9}"([^"]{1,50})"/.exec(rest)?.[1];
      if (fill) facts.styles.push({ style: new Map([["fill", fill]]), line });
      return true;
    }
    case "click":
    case "href":
    case "link":
    case "links":
    case "callback":
      readLink(facts, keyword, rest, line);
      return true;
    case "title":
    case "accTitle":
    case "accDescr":
      pushText(facts, rest.replace(/^:\s*/, ""), line, "title");
      return true;
    default:
      return true;
  }
}

/** `class A,B edge` in most types; in class diagrams `class Name {` declares one, and `cssClass "A,B" name` colours. */
function readClass(facts: FactsInProgress, keyword: string, rest: string, line: number): boolean {
  const words = rest.replace(/;$/, "").trim();
  const names = words.slice(words.lastIndexOf(" ") + 1).split(",");
  const isUse =
    words.length > names.join(",").length && names.every((name) => /^[A-Za-z_][\w-]*$/.test(name));
  if (isUse) for (const name of names) facts.classUses.push({ name, line });
  return isUse || keyword === "cssClass";
}

function readLink(facts: FactsInProgress, keyword: string, rest: string, line: number): void {
  const quoted = [...rest.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? "");
  if (keyword === "click" && /^\S+\s+href\b/.test(rest) && quoted[0] !== undefined) {
    facts.links.push({ target: quoted[0], line });
  } else if (keyword === "callback" || (keyword === "click" && !/^\S+\s+"/.test(rest))) {
    const [, call = ""] = /^\S+\s+(?:call\s+)?"?([^\s("]{1,100})/.exec(rest) ?? [];
    // The address may stand there without quotes.
    if (/^[a-z][a-z+.-]{1,20}:/i.test(call)) facts.links.push({ target: call, line });
    else if (call) facts.links.push({ target: `call ${call}`, line });
  } else if (keyword === "link" && quoted.length === 0) {
    const [, target] = /@\s*(\S+)/.exec(rest) ?? [];
    if (target) facts.links.push({ target, line });
  } else if (keyword === "links") {
    for (const target of quoted.filter((_, at) => at % 2 === 1)) facts.links.push({ target, line });
  } else if (quoted[0] !== undefined) {
    facts.links.push({ target: quoted[0], line });
  }
}

function parseStyle(text: string): Style {
  const style = new Map<string, string>();
  for (const declaration of text.replace(/;\s*$/, "").split(/,(?![^(]{0,40}\))/)) {
    const colon = declaration.indexOf(":");
    if (colon > 0)
      style.set(declaration.slice(0, colon).trim().toLowerCase(), declaration.slice(colon + 1).trim());
  }
  return style;
}

export function pushText(facts: FactsInProgress, text: string, line: number, on: TextKind): void {
  const parts = text
    .split(LINE_BREAK)
    .map(visible)
    .filter((part) => part !== "");
  if (parts.length > 0) facts.texts.push({ text: parts.join(" "), parts, line, on });
}

const LINE_BREAK = /<\/?br\s{0,9}\/{0,2}>|\\n|\n/i;

/** A label as it is drawn: tags and quotes are gone, `#36;` is a dollar. */
function visible(text: string): string {
  return text
    .replace(/<\/?[a-z][a-z0-9]{0,10}\b[^<>]{0,200}>/gi, " ")
    .replace(/[#&](?:#?(\d{2,6})|quot|amp|lt|gt|nbsp);/g, (entity, code?: string) => {
      if (code === undefined) return NAMED[entity.slice(1, -1)] ?? " ";
      const point = Number(code);
      return point >= 0x20 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
        ? String.fromCodePoint(point)
        : " ";
    })
    .replace(/["`*]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

const NAMED: Readonly<Record<string, string>> = { quot: '"', amp: "&", lt: "<", gt: ">", nbsp: " " };

function splitOnce(text: string): [string, string] {
  const at = text.search(/\s/);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at).trim()];
}
