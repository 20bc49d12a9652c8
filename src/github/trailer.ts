/**
 * The message of a commit of the bot: what the plan says, which deliveries it carries out, and a seal. By these a retry finds
 * a commit that took effect though its answer was lost.
 *
 * Anybody may push a commit whose message names deliveries; their names can be guessed. The seal cannot: it is made with a
 * secret that is drawn for the plan and kept in its outbox, before the commit is tried. It holds for exactly these deliveries,
 * so what becomes known with a commit is good for nothing else.
 */
import { createHmac } from "node:crypto";
import type { CommitMessage } from "../decide/plan.ts";
import { currentEventId } from "../facts/event.ts";
import { type CommitRules, renderByRules } from "./commit/commit-rules.ts";

const NAME = "Diagram-Tracker-Deliveries";
const SEAL = "Diagram-Tracker-Seal";
const CARRIED = "Diagram-Tracker-Carried-To";
const ONBOARDING = "Diagram-Tracker-Onboarding: yes";
const IDS_PER_LINE = 50;
/** Hexadecimal digits: 128 bits. */
const SEAL_LENGTH = 32;

export function writeMessage(
  message: CommitMessage,
  {
    deliveryIds,
    rules,
    credits = [],
    secret,
  }: { deliveryIds: readonly string[]; rules: CommitRules; credits?: readonly string[]; secret: string },
): CommitMessage {
  const trailers = credits.map((person) => `Co-authored-by: ${person}`);
  for (let at = 0; at < deliveryIds.length; at += IDS_PER_LINE) {
    trailers.push(`${NAME}: ${deliveryIds.slice(at, at + IDS_PER_LINE).join(", ")}`);
  }
  if (deliveryIds.length > 0) trailers.push(`${SEAL}: ${seal(deliveryIds, secret)}`);
  return renderByRules(message, trailers, rules);
}

/** As git keeps it. */
export function wholeMessage({ headline, body }: CommitMessage): string {
  return body === "" ? headline : `${headline}\n\n${body}`;
}

/** The deliveries that a commit says it carried out, whichever version made it. */
export function readTrailer(message: string): string[] {
  const lines = message.split("\n").filter((line) => line.startsWith(`${NAME}: `));
  return lines.flatMap((line) => idsIn(line.slice(NAME.length + 2)).map(currentEventId));
}

function hasTrailer(message: string): boolean {
  return readTrailer(message).length > 0;
}

/** Of a commit that only takes the campaign from one place to another: the branch it went to. */
export function carriedMessage(message: CommitMessage, to: string, rules: CommitRules): CommitMessage {
  return renderByRules(message, [`${CARRIED}: ${to}`], rules);
}

/** Of the commit that offers a campaign. */
export function onboardingMessage(message: CommitMessage, rules: CommitRules): CommitMessage {
  return renderByRules(message, [ONBOARDING], rules);
}

export function isOnboardingMessage(message: string): boolean {
  return message.split("\n").includes(ONBOARDING);
}

/** Null: it is no such commit. */
export function carriedTo(message: string): string | null {
  const line = message.split("\n").find((one) => one.startsWith(`${CARRIED}: `));
  return line === undefined ? null : line.slice(CARRIED.length + 2);
}

/** Says that the bot made it, though nothing proves that. */
export function looksLikeOurs(message: string): boolean {
  return hasTrailer(message) || carriedTo(message) !== null || isOnboardingMessage(message);
}

/** The deliveries of which who knew the secret wrote that a commit carries them out. A squash says in one message what several said. */
export function readSealed(message: string, secret: string): string[] {
  const sealed: string[] = [];
  let named: string[] = [];
  for (const line of message.split("\n")) {
    if (line.startsWith(`${NAME}: `)) named.push(...idsIn(line.slice(NAME.length + 2)));
    if (!line.startsWith(`${SEAL}: `)) continue;
    if (line.slice(SEAL.length + 2) === seal(named, secret)) sealed.push(...named);
    named = [];
  }
  return sealed;
}

function idsIn(list: string): string[] {
  return list.split(",").map((id) => id.trim());
}

function seal(deliveryIds: readonly string[], secret: string): string {
  return createHmac("sha256", secret).update(deliveryIds.join("\n")).digest("hex").slice(0, SEAL_LENGTH);
}
