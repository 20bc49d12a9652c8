/** The first claim of a person is told what comes next and where help is. The files tell who never claimed; nothing is remembered. */
import { hasEverClaimed } from "../domain/claims.ts";
import { writerOf } from "../facts/accounts.ts";
import type { CommentEvent } from "../facts/event.ts";
import type { Messages } from "../messages/english/english.ts";
import type { Fold } from "./fold.ts";

/** Whoever never held a diagram here; nobody, where the campaign does without. */
export function isNewcomer(fold: Fold, event: CommentEvent): boolean {
  const { config, assignments } = fold.campaign;
  if (!config.claims.welcome || event.isBot) return false;
  const all = [...assignments.values(), ...fold.gone.values()];
  return !hasEverClaimed(all, writerOf(event, fold.snapshot.ages));
}

/** Below all that is answered. */
export function withWelcome(blocks: readonly string[], { comment }: Messages): string[] {
  return blocks.map((block, at) => (at === blocks.length - 1 ? `${block}\n\n${comment.welcome()}` : block));
}
