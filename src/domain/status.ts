import type { Role } from "./roles.ts";
import type { Status } from "./status-names.ts";

// The configuration knows the names too, and the roles know the configuration.
export { STATUSES, type Status } from "./status-names.ts";

export const STATUS_LABEL: Readonly<Record<Status, string>> = {
  pending: "⬜ Pending",
  in_progress: "🟦 In Progress",
  review: "🟨 Review",
  complete: "✅ Complete",
};

/** Why something may not happen to a diagram. Who says so to people finds the words. */
export type Refusal =
  /** Nobody holds it. */
  | "unclaimed"
  /** Somebody holds it already. */
  | "held"
  | "complete"
  | "not-complete"
  /** Nothing was drawn yet that could be verified. */
  | "nothing-drawn"
  /** It is the holder's, or a maintainer's. */
  | "not-yours"
  /** It takes a role that the person has not got. */
  | "no-role";

/** What a step takes: being the holder, or a role, or either; or that a pull request does it by what became of it, or a timer. */
type Right = "holder" | Role | "pull-request" | "timer";

interface Step {
  readonly by: readonly [Right, ...Right[]];
  /** Where it leads from each status, or why there is no way. */
  readonly from: Readonly<Record<Status, Status | ByHolder | Refused>>;
}

/** Where it leads depends on whether somebody holds the diagram. */
interface ByHolder {
  readonly assigned: Status | Refused;
  readonly free: Status | Refused;
}

interface Refused {
  readonly refused: Refusal;
}

const unclaimed = { refused: "unclaimed" } as const;
const alreadyAssigned = { refused: "held" } as const;
const complete = { refused: "complete" } as const;
const notComplete = { refused: "not-complete" } as const;
const nothingDrawn = { refused: "nothing-drawn" } as const;

const STAYS = {
  pending: "pending",
  in_progress: "in_progress",
  review: "review",
  complete: "complete",
} as const;

/**
 * What may happen to a diagram: from where to where, by whom, and why not. Whatever writes a status asks here; nothing
 * goes around it.
 */
const STEPS = {
  /** Somebody takes a diagram that is free. */
  claim: {
    by: ["contributor", "pull-request"],
    from: { pending: "in_progress", in_progress: alreadyAssigned, review: alreadyAssigned, complete },
  },
  /** A maintainer gives it to somebody, also away from its holder; what an agent completed for nobody, to who it is by. */
  assign: {
    by: ["maintainer"],
    from: {
      pending: "in_progress",
      in_progress: "in_progress",
      review: "review",
      complete: { assigned: complete, free: "complete" },
    },
  },
  /** Work goes on. */
  start: {
    by: ["holder", "maintainer"],
    from: { pending: unclaimed, in_progress: "in_progress", review: "in_progress", complete },
  },
  /** An open pull request, ready for review, carries it. */
  submit: {
    by: ["holder", "maintainer", "pull-request"],
    from: { pending: unclaimed, in_progress: "review", review: "review", complete },
  },
  /** No pull request that is ready for review carries it any more. */
  withdraw: {
    by: ["pull-request"],
    from: { pending: unclaimed, in_progress: "in_progress", review: "in_progress", complete },
  },
  /** Somebody wants it next. */
  wait: {
    by: ["contributor"],
    from: { pending: unclaimed, in_progress: "in_progress", review: "review", complete },
  },
  /** Its due date moves. */
  extend: {
    by: ["holder", "maintainer"],
    from: { pending: unclaimed, in_progress: "in_progress", review: "review", complete },
  },
  /** Somebody vouches for what was drawn. */
  verify: {
    by: ["reviewer", "pull-request"],
    from: { pending: nothingDrawn, in_progress: nothingDrawn, review: "review", complete: "complete" },
  },
  /** The pull request that carries it was merged, or a maintainer says that it is done. */
  complete: {
    by: ["maintainer", "pull-request"],
    from: { pending: "complete", in_progress: "complete", review: "complete", complete },
  },
  /** The holder gives it back, or it is taken back. */
  release: {
    by: ["holder", "maintainer", "pull-request", "timer"],
    from: { pending: unclaimed, in_progress: "pending", review: "pending", complete },
  },
  /** What was complete has to be done again, or its pull request was undone. */
  reopen: {
    by: ["maintainer", "pull-request"],
    from: {
      pending: notComplete,
      in_progress: notComplete,
      review: notComplete,
      complete: { assigned: "in_progress", free: "pending" },
    },
  },
  /** A source is noted. */
  note: { by: ["contributor"], from: STAYS },
  /** What a pull request lacks is waived. */
  waive: { by: ["maintainer"], from: STAYS },
} as const satisfies Readonly<Record<string, Step>>;

export type StatusEvent = keyof typeof STEPS;

/** Who or what causes a step. Roles are asked for only where they matter, since each may cost a request. */
export type Cause =
  | { readonly kind: "pull-request" | "timer" }
  | { readonly kind: "person"; readonly isHolder: boolean; readonly may: (role: Role) => boolean };

export type Transition = { readonly to: Status } | Refused;

export const PULL_REQUEST: Cause = { kind: "pull-request" };
export const TIMER: Cause = { kind: "timer" };

/** Where an event leads, or why it does not happen. What there is no way to is refused before it matters who asks. */
export function transition(
  { status, assignee }: { readonly status: Status; readonly assignee: string | null },
  event: StatusEvent,
  cause: Cause,
): Transition {
  const { by, from }: Step = STEPS[event];
  const ways = from[status];
  const way =
    typeof ways === "string" || "refused" in ways ? ways : assignee === null ? ways.free : ways.assigned;
  if (typeof way !== "string") return way;
  if (!isAllowed(by, cause)) return { refused: by.includes("holder") ? "not-yours" : "no-role" };
  return { to: way };
}

function isAllowed(by: readonly Right[], cause: Cause): boolean {
  if (cause.kind !== "person") return by.includes(cause.kind);
  if (by.includes("holder") && cause.isHolder) return true;
  return by.some((right) => isRole(right) && cause.may(right));
}

function isRole(right: Right): right is Role {
  return right !== "holder" && right !== "pull-request" && right !== "timer";
}

/** The weakest role with which somebody may cause the event; the holder of a diagram is any contributor. */
export function leastRole(event: StatusEvent): Role {
  const { by }: Step = STEPS[event];
  if (by.includes("holder") || by.includes("contributor")) return "contributor";
  return by.includes("reviewer") ? "reviewer" : "maintainer";
}
