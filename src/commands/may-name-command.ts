import { readable } from "../facts/readable-text.ts";
import { OUR_NAMES } from "./find-command.ts";

/**
 * Whether a line may begin with one of our commands, after a prefix or without. It is asked of what bots write: most of it
 * is none of our business, and then nobody has to read a configuration for it. No Markdown is parsed, and a slip is none.
 */
export function mayNameCommand(text: string): boolean {
  return text.split("\n").some((line) => {
    const [, first = "", second = ""] = BEGIN.exec(readable(line)) ?? [];
    return OUR_NAMES.has(first.toLowerCase()) || OUR_NAMES.has(second.toLowerCase());
  });
}

/** A slash and a word, and the word behind it. */
const BEGIN = /^ *\/([a-z-]{1,40})(?:[\s:,;.!?]+\/?([a-z-]{1,40}))?/i;
