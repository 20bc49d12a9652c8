import type { Person } from "../domain/person.ts";
import { authorOf, opinionOf, writerOf } from "../facts/accounts.ts";
import type { TrackerEvent } from "../facts/event.ts";
import type { Snapshot } from "../facts/repository-facts.ts";

/** How the accounts that did something are called now, by ID. What was read just now goes before what was heard. */
export function currentLogins(
  events: readonly TrackerEvent[],
  { pullRequests }: Pick<Snapshot, "pullRequests">,
): ReadonlyMap<number, string> {
  const writers = events.flatMap((event) => (event.kind === "comment" ? [writerOf(event)] : []));
  const read = [...pullRequests.values()].flatMap((pr): (Person | null)[] =>
    pr === null ? [] : [authorOf(pr), ...pr.reviews.filter(({ isBot }) => !isBot).map(opinionOf)],
  );
  return new Map(
    [...writers, ...read].flatMap((person) => (person?.id != null ? [[person.id, person.login]] : [])),
  );
}
