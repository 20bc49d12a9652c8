/** The log of a run: shown as the step's output, and read for what GitHub refused, so that nothing of that goes unsaid. */
import { z } from "zod";
import { renderLine } from "../log/pretty.ts";
import { asSentence, explainRefusal } from "./explain-refusal.ts";
import { type RunRemark, renderLogLine } from "./workflow-commands.ts";

const lineSchema = z.looseObject({
  level: z.string(),
  msg: z.string().default(""),
  reason: z.string().optional(),
  err: z.looseObject({ message: z.string() }).optional(),
});

/** Without check runs a campaign goes on; without an answer somebody waits. */
const MAY_BE_WANTED = "GitHub takes no check run";

export class Journal {
  readonly remarks: RunRemark[] = [];
  readonly #print: (line: string) => void;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  /** A line of the log, as JSON. */
  write(text: string): void {
    this.#print(renderLogLine(renderLine(text, false).trimEnd()));
    const { data } = lineSchema.safeParse(JSON.parse(text));
    if (data?.level !== "warn" && data?.level !== "error") return;
    const { msg, reason = data.err?.message ?? "" } = data;
    const explained = explainRefusal({ message: reason });
    const level = explained !== null && msg !== MAY_BE_WANTED ? "error" : "warning";
    const line = `${msg.charAt(0).toUpperCase()}${msg.slice(1)}${reason === "" ? "" : `: ${reason}`}`;
    const message = explained === null ? asSentence(line) : `${asSentence(line)} ${explained}`;
    if (!this.remarks.some((known) => known.message === message)) this.remarks.push({ level, message });
  }
}
