/**
 * How long a person may keep a diagram, however often they give it back. Whoever claims again within `claims.days` of a
 * release goes on where they stopped: with the same due date and as many extensions. Three days are always left for
 * that, but only once, or every third day would bring three more. Whoever was without it for longer starts anew.
 */
import type { Assignment } from "./assignment.ts";
import type { Campaign } from "./campaign.ts";
import { addDays, type CivilDate, daysBetween } from "./civil-date.ts";
import { holderOf } from "./people.ts";
import { isSamePerson, type Person } from "./person.ts";

/** A claim that was given back, with what is needed to go on with it. */
export type EarlierClaim = NonNullable<Assignment["last_claim"]>;

type Time = Pick<Campaign, "today" | "config">;
type Claims = Pick<Assignment, "last_claim" | "earlier_claims">;
type Known = Claims & Pick<Assignment, "extensions">;

export interface Term {
  readonly start: CivilDate;
  readonly due: CivilDate;
  readonly extensions: number;
  /** The claim that goes on; null: the term is new. */
  readonly goesOn: EarlierClaim | null;
}

/** The least days that a claim has left when it is made again, for the first time. */
const LEAST_DAYS = 3;
const EARLIER_LIMIT = 50;

/** The term that the person gets with a claim today. `requestedDue`: the due date that they name; it may shorten what they had. */
export function termOf(now: Known, person: Person, time: Time, requestedDue: CivilDate | null = null): Term {
  const { today, config } = time;
  const goesOn = claimsOf(now).find((one) => isSamePerson(holderOf(one), person) && isRecent(one, time));
  if (!goesOn?.due_date) {
    return {
      start: today,
      due: requestedDue ?? addDays(today, config.claims.days),
      extensions: 0,
      goesOn: null,
    };
  }
  const { start_date, due_date, released_on, days_added = false } = goesOn;
  // Older files have them beside the claim only.
  const { extensions = 0 } = released_on === undefined ? now : goesOn;
  const least = addDays(today, Math.min(LEAST_DAYS, config.claims.days));
  const isAdded = !days_added && due_date < least;
  const due = isAdded ? least : due_date;
  return {
    start: start_date,
    due: requestedDue !== null && requestedDue < due ? requestedDue : due,
    extensions,
    goesOn: isAdded ? { ...goesOn, days_added: true } : goesOn,
  };
}

/** The earlier claims, when a person goes on with one of them. */
export function goingOn(now: Claims, claim: EarlierClaim): Claims {
  return mapClaims(now, (one) => (isSamePerson(holderOf(one), holderOf(claim)) ? claim : one));
}

/** The assignment with the claim of its holder noted as given back today. Those of others stay while they matter. */
export function withClaimNoted(now: Assignment, time: Time): Assignment {
  const { assignee, assignee_id, start_date, due_date, extensions = 0 } = now;
  if (assignee === null || start_date === null) return now;
  const { earlier_claims: _earlier, ...rest } = now;
  const isOwn = (one: EarlierClaim) => isSamePerson(holderOf(one), holderOf(now));
  const earlier = claimsOf(now).filter((one) => !isOwn(one) && isRecent(one, time));
  const isAdded = claimsOf(now).some((one) => isOwn(one) && one.days_added && one.start_date === start_date);
  return {
    ...rest,
    last_claim: {
      assignee,
      ...(assignee_id !== undefined && { assignee_id }),
      start_date,
      due_date,
      released_on: time.today,
      ...(extensions > 0 && { extensions }),
      ...(isAdded && { days_added: true }),
    },
    ...(earlier.length > 0 && { earlier_claims: earlier.slice(0, EARLIER_LIMIT) }),
  };
}

/** Whether the file keeps somebody from a new term. */
export function keepsTerm(now: Claims, time: Time): boolean {
  return claimsOf(now).some((one) => isRecent(one, time));
}

/** Time stood still for those who had given it back, too: for as many days as they could not go on. */
export function claimsAfterPause(
  now: Assignment,
  { on, ...time }: Time & { readonly on: CivilDate },
): Assignment {
  const later = (one: EarlierClaim): EarlierClaim => {
    const { released_on, due_date } = one;
    if (released_on === undefined || !isRecent(one, { ...time, today: on })) return one;
    const days = daysBetween(released_on > on ? released_on : on, time.today);
    if (days <= 0) return one;
    return {
      ...one,
      due_date: due_date && addDays(due_date, days),
      released_on: addDays(released_on, days),
    };
  };
  const moved = claimsOf(now).some((one) => later(one) !== one);
  return moved ? { ...now, ...mapClaims(now, later) } : now;
}

function mapClaims(
  { last_claim, earlier_claims }: Claims,
  change: (one: EarlierClaim) => EarlierClaim,
): Claims {
  return {
    ...(last_claim && { last_claim: change(last_claim) }),
    ...(earlier_claims && { earlier_claims: earlier_claims.map(change) }),
  };
}

function claimsOf({ last_claim, earlier_claims = [] }: Claims): readonly EarlierClaim[] {
  return last_claim ? [last_claim, ...earlier_claims] : earlier_claims;
}

/** Older files do not say when it was given back: there it counts until it would have been due. */
function isRecent({ released_on, due_date }: EarlierClaim, { today, config }: Time): boolean {
  if (released_on === undefined) return due_date !== null && due_date >= today;
  return daysBetween(released_on, today) <= config.claims.days;
}
