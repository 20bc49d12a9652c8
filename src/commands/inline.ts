/**
 * One line of Markdown → the words that it shows, and the addresses that it leads to. `[Raft](https://a.org/x_(y))` →
 * `<https://a.org/x_(y)>`, `G-LIN-\*` → `G-LIN-*`; what no reader sees (an image's description, attributes) is gone. All of it
 * is linear in the line.
 */
import Markdown from "markdown-it";
import { parseIdPattern } from "../domain/diagram-id.ts";
import { readable } from "../facts/readable-text.ts";
import { bare } from "./bare.ts";

const { unescapeAll } = new Markdown().utils;

export function shownText(line: string): string {
  const plain = withoutLinks(withoutTags(line));
  return readable(unescapeAll(plain).replaceAll("\n", " "));
}

const TAG = /<(\/?)([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])[^<>]*>/g;
const STRIKES = new Set(["del", "s", "strike"]);

/** Struck text stays marked: who strikes an ID out does not want it. */
function withoutTags(line: string): string {
  return line.replace(TAG, (_tag, slash: string, name: string) => {
    if (STRIKES.has(name.toLowerCase())) return slash === "" ? " ~~" : "~~ ";
    return name.toLowerCase() === "br" ? " " : "";
  });
}

function withoutLinks(line: string): string {
  if (!line.includes("](")) return line;
  const ends = matchBrackets(line);
  const parts: string[] = [];
  let from = 0;
  for (let at = line.indexOf("["); at !== -1; at = line.indexOf("[", Math.max(at + 1, from))) {
    const close = ends[at] ?? -1;
    const end = close > at && line[close + 1] === "(" ? (ends[close + 1] ?? -1) : -1;
    if (end === -1) continue;
    const isImage = line[at - 1] === "!";
    parts.push(line.slice(from, isImage ? at - 1 : at));
    if (!isImage) parts.push(shownLink(line.slice(at + 1, close), line.slice(close + 2, end)));
    from = end + 1;
  }
  parts.push(line.slice(from));
  return parts.join("");
}

/** The text where it is an ID, the address of everything else. */
function shownLink(text: string, target: string): string {
  const [address = ""] = target.trim().split(/\s/, 1);
  const isId = parseIdPattern(bare(readable(text))) !== null;
  return isId || !/^<?https?:/i.test(address) ? text : ` <${address.replace(/^<|>$/g, "")}> `;
}

const CLOSES: Readonly<Record<string, string>> = { ")": "(", "]": "[" };

/** For each opening bracket where it is closed. Round and square ones are counted each for themselves. */
function matchBrackets(line: string): number[] {
  const ends: number[] = [];
  const open: Record<string, number[]> = { "(": [], "[": [] };
  for (let at = 0; at < line.length; at++) {
    const letter = line.charAt(at);
    if (letter === "\\") at++;
    else if (letter in open) open[letter]?.push(at);
    else if (letter in CLOSES) {
      const start = open[CLOSES[letter] ?? ""]?.pop();
      if (start !== undefined) ends[start] = at;
    }
  }
  return ends;
}
