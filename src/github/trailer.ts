import type { CommitMessage } from "../decide/plan.ts";
import { currentEventId } from "../facts/event.ts";

const NAME = "Diagram-Tracker-Deliveries";
const IDS_PER_LINE = 50;

/**
 * The message of a commit of the bot: what the plan says, and which deliveries it carries out. By the trailer a retry
 * finds a commit that took effect though its answer was lost.
 */
export function writeMessage(
  { headline, body }: CommitMessage,
  { deliveryIds, skipCi }: { deliveryIds: readonly string[]; skipCi: boolean },
): CommitMessage {
  const trailers: string[] = [];
  for (let at = 0; at < deliveryIds.length; at += IDS_PER_LINE) {
    trailers.push(`${NAME}: ${deliveryIds.slice(at, at + IDS_PER_LINE).join(", ")}`);
  }
  const parts = [body, skipCi ? "[skip ci]" : "", trailers.join("\n")];
  return { headline, body: parts.filter((part) => part !== "").join("\n\n") };
}

/** As git keeps it. */
export function wholeMessage({ headline, body }: CommitMessage): string {
  return body === "" ? headline : `${headline}\n\n${body}`;
}

/** The deliveries that a commit says it carried out, whichever version made it. */
export function readTrailer(message: string): string[] {
  return [...message.matchAll(LINE)].flatMap((match) =>
    (match[1] ?? "").split(",").map((id) => currentEventId(id.trim())),
  );
}

export function hasTrailer(message: string): boolean {
  return readTrailer(message).length > 0;
}

const LINE = new RegExp(`^${NAME}: (.+)$`, "gm");
