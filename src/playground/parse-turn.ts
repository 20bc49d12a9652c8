import { plainPunctuation } from "../facts/readable-text.ts";

/** What a person at the terminal has somebody do. Numbers are those of issues and pull requests. */
export type Turn =
  | { readonly kind: "comment"; readonly author: string; readonly thread: number; readonly body: string }
  | { readonly kind: "open"; readonly author: string; readonly title: string }
  | { readonly kind: PullRequestAct; readonly by: string; readonly number: number }
  | { readonly kind: "tracker"; readonly wanted: string }
  | { readonly kind: "help" }
  | { readonly kind: "quit" };

export const PULL_REQUEST_ACTS = ["mend", "approve", "changes", "merge", "close"] as const;
type PullRequestAct = (typeof PULL_REQUEST_ACTS)[number];

/** Who speaks where nobody is named, and on which issue. */
const NARRATOR = "ada";
const ISSUE = 1;

const OPEN = /^pr ([A-Za-z0-9-]{1,39}) (.+)$/i;
const ACT = /^([a-z]{1,9}) ([A-Za-z0-9-]{1,39}) #?(\d{1,9})$/i;
const COMMENT = /^([A-Za-z0-9-]{1,39})(?: #(\d{1,9}))?: ?(\S.*)$/s;

/** What was typed, as somebody's turn; a string: a sentence on how to write it. */
export function parseTurn(typed: string): Turn | string {
  const text = typed.trim();
  const word = text.toLowerCase();
  if (word === "quit" || word === "exit") return { kind: "quit" };
  if (word === "help" || word === "?") return { kind: "help" };
  const tracker = /^tracker(?:\s(.*))?$/i.exec(text);
  if (tracker) return { kind: "tracker", wanted: tracker[1]?.trim() ?? "" };
  const [, author, title] = OPEN.exec(text) ?? [];
  if (author && title) return { kind: "open", author, title };
  const [, verb = "", by, number] = ACT.exec(text) ?? [];
  const kind = PULL_REQUEST_ACTS.find((one) => one === verb.toLowerCase());
  if (kind && by) return { kind, by, number: Number(number) };
  // A name is asked for only where one is missing: `/claim X` alone is somebody's, whoever it is.
  if (plainPunctuation(text).startsWith("/")) {
    return { kind: "comment", author: NARRATOR, thread: ISSUE, body: text };
  }
  const [, speaker, thread = String(ISSUE), body] = COMMENT.exec(text) ?? [];
  if (speaker && body) return { kind: "comment", author: speaker, thread: Number(thread), body };
  return howToWrite(word.split(/\s+/)[0] ?? "");
}

function howToWrite(verb: string): string {
  if (verb === "pr")
    return `\`pr\` takes who opens it and a title, such as \`pr ${NARRATOR} G-LIN-SQ: a sequence\`.`;
  if (PULL_REQUEST_ACTS.some((one) => one === verb)) {
    return `\`${verb}\` takes who does it and the number of a pull request, such as \`${verb} grace 3\`.`;
  }
  return `Who says it? Begin with a name, such as \`${NARRATOR}: /claim G-LIN-SQ\`. \`help\` shows what else there is.`;
}
