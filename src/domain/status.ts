/**
 * The four states of a diagram and what may follow what. Who may cause a step is the command's role; this table says
 * which steps exist at all, and the reason why the others do not.
 */
export const STATUSES = ["pending", "in_progress", "review", "complete"] as const;
export type Status = (typeof STATUSES)[number];

export const STATUS_LABEL: Readonly<Record<Status, string>> = {
  pending: "⬜ Pending",
  in_progress: "🟦 In Progress",
  review: "🟨 Review",
  complete: "✅ Complete",
};

/** What happens to a diagram: the row of the specification's event table that applies. */
export type StatusEvent =
  | "claim"
  | "assign"
  | "start"
  | "submit"
  | "withdraw"
  | "complete"
  | "release"
  | "reopen";

/** A step leads to a state, or is refused with the reason (a clause that reads after "it is"). */
export type Transition = { readonly to: Status } | { readonly refused: string };

const to = (status: Status): Transition => ({ to: status });
const refused = (reason: string): Transition => ({ refused: reason });
const COMPLETE = refused("already complete; a maintainer can reopen it");
const UNCLAIMED = refused("not claimed by anybody");

/** `submit`: an open pull request, ready for review, carries it. `withdraw`: it no longer does. */
const TRANSITIONS: Readonly<Record<StatusEvent, Readonly<Record<Status, Transition>>>> = {
  claim: {
    pending: to("in_progress"),
    in_progress: refused("already claimed"),
    review: refused("already claimed and in review"),
    complete: COMPLETE,
  },
  assign: {
    pending: to("in_progress"),
    in_progress: to("in_progress"),
    review: to("review"),
    complete: COMPLETE,
  },
  start: {
    pending: UNCLAIMED,
    in_progress: to("in_progress"),
    review: to("in_progress"),
    complete: COMPLETE,
  },
  submit: { pending: UNCLAIMED, in_progress: to("review"), review: to("review"), complete: COMPLETE },
  withdraw: {
    pending: UNCLAIMED,
    in_progress: to("in_progress"),
    review: to("in_progress"),
    complete: COMPLETE,
  },
  complete: {
    pending: to("complete"),
    in_progress: to("complete"),
    review: to("complete"),
    complete: to("complete"),
  },
  release: { pending: UNCLAIMED, in_progress: to("pending"), review: to("pending"), complete: COMPLETE },
  reopen: {
    pending: refused("not complete, so there is nothing to reopen"),
    in_progress: refused("not complete, so there is nothing to reopen"),
    review: refused("not complete, so there is nothing to reopen"),
    complete: to("in_progress"),
  },
};

export function transition(from: Status, event: StatusEvent): Transition {
  return TRANSITIONS[event][from];
}
