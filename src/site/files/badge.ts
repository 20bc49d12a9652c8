import { escapeMarkup } from "../../domain/escape-markup.ts";
import { grouped } from "../../tracker/grouped.ts";
import type { Counts } from "../counts.ts";

/** Widths of Verdana's characters at 11 pixels; others are as wide as an `o`. A renderer without the font is held to them. */
const NARROW = /[ijl.,:;'|!()[\]{} fIrt]/;
const WIDE = /[mwMW%@]/;
const HEIGHT = 20;
const COLOURS = [
  [100, "#0a3d2a"],
  [75, "#1a6b45"],
  [25, "#8a4b00"],
  [0, "#4a5560"],
] as const;

/** What a badge says: of what, too, since a percentage alone misleads. */
function badgeMessage({ complete, total, percent }: Counts): string {
  return `${grouped(complete)} of ${grouped(total)} (${percent}%)`;
}

export function badgeSvg(label: string, counts: Counts): string {
  const message = badgeMessage(counts);
  const short = label.length > 40 ? `${label.slice(0, 39).toWellFormed()}…` : label;
  const [left, right] = [widthOf(short) + 12, widthOf(message) + 12];
  const colour = COLOURS.find(([from]) => counts.percent >= from)?.[1] ?? "#4a5560";
  const text = (content: string, x: number, width: number) =>
    `<text x="${x}" y="14" textLength="${width - 12}" lengthAdjust="spacingAndGlyphs">${escapeXml(content)}</text>`;
  const title = escapeXml(`${short}: ${message}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${HEIGHT}" role="img" aria-label="${title}"><title>${title}</title><rect width="${left}" height="${HEIGHT}" fill="#2b3138"/><rect x="${left}" width="${right}" height="${HEIGHT}" fill="${colour}"/><g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" text-anchor="start">${text(short, 6, left)}${text(message, left + 6, right)}</g></svg>\n`;
}

/** https://shields.io/badges/endpoint-badge */
export function badgeJson(label: string, counts: Counts): string {
  const color = counts.percent === 100 ? "0a3d2a" : counts.percent >= 75 ? "1a6b45" : "4a5560";
  return `${JSON.stringify({ schemaVersion: 1, label, message: badgeMessage(counts), color, cacheSeconds: 300 })}\n`;
}

function widthOf(text: string): number {
  let width = 0;
  for (const one of text) width += NARROW.test(one) ? 4.2 : WIDE.test(one) ? 10 : 7;
  return Math.ceil(width);
}

/** Text in XML: what it cannot hold is left out. */
export function escapeXml(text: string): string {
  const plain = text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
  return escapeMarkup(plain);
}
