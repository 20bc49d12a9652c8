/**
 * Bots are ignored unless listed. Our own words are no commands, whatever the list says, and neither is what may be ours: a bot
 * that answers itself never ends.
 */
import { isListedBot } from "../domain/config.ts";
import { isSamePerson } from "../domain/person.ts";
import { writerOf } from "../facts/accounts.ts";
import type { TrackerEvent } from "../facts/event.ts";
import type { Fold } from "./fold.ts";

/** Why nothing of the event is read, for the log; null: it is. */
export function whyIgnored({ state, snapshot }: Fold, event: TrackerEvent): string | null {
  if (event.kind !== "comment" || !event.isBot) return null;
  const author = writerOf(event);
  if (!isListedBot(state.config, author)) return `not heard: ${author.login} is no bot of \`commands.bots\``;
  const { self = null } = snapshot;
  if (self === null) return "not heard: GitHub does not say which bot is our own";
  return isSamePerson(self, author) ? "not heard: it is our own" : null;
}
