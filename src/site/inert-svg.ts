/**
 * Whether an SVG draws and does nothing else. In a page it is a picture, which runs nothing; but its file has an address at
 * the site, and whoever opens that opens a document, whose scripts would be the site's. So what is published holds only what
 * is listed here.
 */

const ELEMENTS = new Set(
  [
    "svg g path rect circle ellipse line polyline polygon text tspan textPath defs use symbol marker title desc metadata",
    "linearGradient radialGradient stop clipPath mask pattern style image filter switch",
    "feGaussianBlur feOffset feBlend feColorMatrix feComposite feFlood feMerge feMergeNode feDropShadow",
  ]
    .join(" ")
    .split(" "),
);
const NAME = /<\/?([A-Za-z][\w.-]*)/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w:.-]*)\s*=\s*("[^"<]*"|'[^'<]*')/y;
const END = /\s*\/?>/y;
const DECLARATION = /^<\?xml(?:\s[^?<>]*)?\?>/;
/** Places in the same file, and pictures within it. */
const OWN = /^(?:#[\w.:-]*|data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*)$/;

/** Linear in the text. */
export function isInertSvg(source: string): boolean {
  const text = source.replace(/^\uFEFF/, "").trim();
  const declaration = DECLARATION.exec(text)?.[0] ?? "";
  if (/encoding/i.test(declaration) && !/encoding\s*=\s*["']utf-8["']/i.test(declaration)) return false;
  let isFirst = true;
  for (let at = text.indexOf("<", declaration.length); at >= 0; at = text.indexOf("<", at)) {
    if (text.startsWith("<!--", at)) {
      const end = text.indexOf("-->", at + 4);
      if (end < 0) return false;
      at = end + 3;
      continue;
    }
    const end = endOfTag(text, at, isFirst);
    if (end === null) return false;
    isFirst = false;
    at = end;
  }
  return !isFirst && !loadsByStyle(text);
}

/** Null: the tag is none that only draws. */
function endOfTag(text: string, start: number, isRoot: boolean): number | null {
  NAME.lastIndex = start;
  const [tag, name = ""] = NAME.exec(text) ?? [];
  if (tag === undefined || !ELEMENTS.has(name) || (isRoot && tag !== "<svg")) return null;
  let at = start + tag.length;
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const [whole, attribute = "", quoted = ""] = ATTRIBUTE.exec(text) ?? [];
    if (whole === undefined) break;
    const value = quoted.slice(1, -1).trim();
    if (/^on/i.test(attribute)) return null;
    if (/^(?:.*:)?(?:href|src)$/i.test(attribute) && !OWN.test(value)) return null;
    at += whole.length;
  }
  END.lastIndex = at;
  const [end] = END.exec(text) ?? [];
  return end === undefined ? null : at + end.length;
}

/** Styles may name gradients of the same file, and nothing else. Escapes, with which they could hide it, nobody needs. */
function loadsByStyle(text: string): boolean {
  return /@import|url\(\s*["']?(?!#)|expression\(|-moz-binding|\\/i.test(text.replace(/\s+/g, " "));
}
