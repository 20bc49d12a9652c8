import { SOURCES_LIMIT, type Source, sourceUrl } from "../../domain/assignment.ts";
import { link, visibleText } from "../cell.ts";
import { type Column, isNothing, type Remark } from "./column.ts";

// A row shows where the data comes from; the assignment file has the whole list.
const SHOWN_SOURCES = 5;
const TITLE_LENGTH = 300;

export const source = {
  title: "Source",
  aliases: ["sources", "sourceurl", "reference", "references", "quelle", "quellen", "fuente", "fonte"],
  separator: "--------",
  render: (_, { sources }) => {
    if (sources.length === 0) return "-";
    const shown = sources.slice(0, SHOWN_SOURCES).map(({ title, url }) => link(title ?? hostOf(url), url));
    const hidden = sources.length - shown.length;
    return hidden === 0 ? shown.join(", ") : `${shown.join(", ")} and ${hidden} more`;
  },
  read: ({ text, pieces }, remark) => {
    if (isNothing(text)) return {};
    const sources: Source[] = [];
    for (const { text: label, url } of pieces) {
      if (url === null) continue;
      const found = sourceAt(url, visibleText(label), remark);
      if (found && sources.length >= SOURCES_LIMIT)
        remark(`At most ${SOURCES_LIMIT} sources are taken.`, url);
      else if (found) sources.push(found);
    }
    const unlinked = pieces.map((piece) => (piece.url === null ? piece.text : "")).join(" ");
    const rest = visibleText(unlinked)
      .replace(/[\s,;|·•&]+|\band\b/gi, " ")
      .trim();
    if (/[\p{L}\p{N}]/u.test(rest)) {
      remark(
        `\`${rest}\` is no address; a source is a link or an address that begins with https:// or http://.`,
        rest,
      );
    }
    return sources.length === 0 ? {} : { sources };
  },
} as const satisfies Column;

function sourceAt(url: string, label: string, remark: Remark): Source | null {
  if (!sourceUrl.safeParse(url).success) {
    remark(`\`${url.slice(0, 200)}\` is no address that begins with https:// or http://.`, `${label} ${url}`);
    return null;
  }
  const isOwn = label !== "" && label !== url && label !== hostOf(url) && !url.endsWith(`//${label}`);
  return { url, ...(isOwn ? { title: label.slice(0, TITLE_LENGTH).toWellFormed() } : {}) };
}

/** `https://www.example.org/a/b` → `example.org`: what the address really leads to, whatever stands before an `@`. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, "") : url;
}
