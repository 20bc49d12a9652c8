/**
 * `/claim G-LIN-FL` → "**G-LIN-FL** Flow Diagram: it is yours until 2026-12-08. Open a pull request …"
 */
import { type Assignment, SOURCES_LIMIT } from "../domain/assignment.ts";
import { assignmentOf, type Campaign } from "../domain/campaign.ts";
import type { Diagram } from "../domain/catalog.ts";
import { addDays, type CivilDate } from "../domain/civil-date.ts";
import { claimFor, heldInProgress } from "../domain/claims.ts";
import { isSamePerson } from "../domain/login.ts";
import { nextDiagrams } from "../domain/select.ts";
import { withSources } from "../domain/sources.ts";
import type { Arguments } from "./arguments.ts";
import { type DiagramCommand, done, refuse, type Situation, same, type Verdict } from "./command.ts";
import { withDue } from "./due.ts";
import { say } from "./wording.ts";

export const claim: DiagramCommand = {
  kind: "diagrams",
  name: "claim",
  usage: "ID… | next [N], with due DATE, source URL",
  summary: "makes diagrams yours; `next` chooses free ones for you",
  example: "/claim G-LIN-FL due +10",
  role: "contributor",
  looksAgain: true,

  choose(args, { campaign, isBroken }) {
    if (!args.next) return null;
    return nextDiagrams(campaign, Math.max(1, args.count ?? 1), { isExcluded: isBroken });
  },

  decide(diagram, now, args, situation) {
    const { actor, campaign } = situation;
    if (isSamePerson(now.assignee, actor) && now.status !== "complete")
      return claimAgain(now, args, situation);
    const refusal = whyNotClaimable(now, diagram, campaign, actor, situation);
    if (refusal) return refuse(refusal);

    const asked = args.due === null ? null : checkDue(args.due, campaign);
    if (asked !== null) return refuse(asked);
    const { assignment, kept } = claimFor(now, actor, campaign, args.due);
    const sources = withSources(assignment, args.urls);
    if (sources === "full") return refuse(say.sourcesFull(SOURCES_LIMIT));
    return done(sources ?? assignment, say.claimed(assignment, kept, situation.guideUrl));
  },
};

/** Why the actor cannot have the diagram, or null when they can. */
function whyNotClaimable(
  now: Assignment,
  diagram: Diagram,
  campaign: Campaign,
  actor: string,
  { isBroken }: Pick<Situation, "isBroken">,
): string | null {
  if (now.status === "complete") return say.complete(now);
  if (now.assignee !== null) {
    const free = diagram.group.diagrams.filter(
      (other) => !isBroken(other) && assignmentOf(campaign, other.id).status === "pending",
    );
    return say.heldByOther(
      now,
      free.slice(0, 3).map(({ id }) => id),
    );
  }
  const held = heldInProgress(campaign, actor);
  const { limit } = campaign.config.claims;
  return held.length >= limit ? say.overLimit(limit, held) : null;
}

function checkDue(due: CivilDate, { today, config }: Campaign): string | null {
  const last = addDays(today, Math.max(config.claims.days, config.claims.extension_days));
  if (due < today) return say.duePast(due, today);
  return due > last ? say.dueTooFar(due, last, today) : null;
}

/** A second claim by the holder changes nothing, but may bring a source or another date. */
function claimAgain(now: Assignment, args: Arguments, situation: Situation): Verdict {
  const sources = withSources(now, args.urls);
  if (sources === "full") return refuse(say.sourcesFull(SOURCES_LIMIT));
  const base = sources ?? now;
  const added = base.sources.length - now.sources.length;
  if (args.due === null || args.due === now.due_date) {
    return sources ? done(sources, say.sourcesAdded(added)) : same(say.alreadyYours(now));
  }
  return withDue(base, args.due, situation);
}
