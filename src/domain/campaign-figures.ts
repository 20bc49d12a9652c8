/**
 * Every number that anything shows of a campaign: tracker, `/status`, `status`, the weekly review, the page, badges, feeds.
 * What one of them says, all of them say.
 */
import type { Assignment } from "./assignment.ts";
import { type BurnUp, burnUpOf } from "./burn-up.ts";
import type { Campaign } from "./campaign.ts";
import type { Diagram } from "./catalog.ts";
import type { CivilDate } from "./civil-date.ts";
import { type Forecast, forecastOf } from "./forecast.ts";
import { type PersonFigures, peopleOf } from "./people-figures.ts";
import { type CampaignProgress, progressOf } from "./progress.ts";
import { nextDiagrams } from "./select.ts";
import type { Status } from "./status-names.ts";

/** A diagram that somebody has to do with. */
export interface Assigned {
  readonly diagram: Diagram;
  readonly assignment: Assignment;
}

/** Completed on a day that its file names. */
export interface Completed extends Assigned {
  readonly on: CivilDate;
}

export interface CampaignFigures extends CampaignProgress {
  /** The day that all of it is about: UTC, and what is overdue or recent depends on it. */
  readonly today: CivilDate;
  /** How many diagrams the catalog names; the rest of the total is planned only. */
  readonly named: number;
  /** All of the total; what has no name yet is pending. */
  readonly statuses: Readonly<Record<Status, number>>;
  /** Of the complete ones, those that a reviewer verified. */
  readonly verified: number;
  readonly burnUp: BurnUp;
  readonly forecast: Forecast;
  readonly people: readonly PersonFigures[];
  /** With a day of completion: the newest first, those of one day in the catalog's order. */
  readonly completed: readonly Completed[];
  /** In review, whoever was claimed first at first. */
  readonly waiting: readonly Assigned[];
  /** In progress, and their due date has passed, the longest at first; not while their clock rests. */
  readonly overdue: readonly Assigned[];
  /** Free ones, in the order in which they are best taken. */
  readonly wanted: readonly Diagram[];
}

/** Enough for a page of theirs. */
const WANTED = 50;

/** Linear in the diagrams, but for the sorting of what is done. What nobody asks for is not computed. */
export function campaignFigures(campaign: Campaign): CampaignFigures {
  const { catalog, today } = campaign;
  const progress = progressOf(campaign);
  const { total } = progress;
  const assigned = once(() => assignedIn(campaign));
  const lists = once(() => listsOf(assigned(), today));
  const burnUp = once(() => burnUpOf(assigned(), { plan: catalog.plan, total: total.total, today }));
  const people = once(() => peopleOf(assigned()));
  const wanted = once(() => nextDiagrams(campaign, WANTED));
  const forecast = once((): Forecast => {
    const found = forecastOf(burnUp(), total, today);
    return found.kind === "done" ? { ...found, on: lists().completed[0]?.on ?? null } : found;
  });
  return {
    ...progress,
    today,
    named: catalog.diagrams.size,
    statuses: {
      pending: total.pending,
      in_progress: total.inProgress - total.review,
      review: total.review,
      complete: total.complete,
    },
    get verified() {
      return lists().verified;
    },
    get burnUp() {
      return burnUp();
    },
    get forecast() {
      return forecast();
    },
    get people() {
      return people();
    },
    get completed() {
      return lists().completed;
    },
    get waiting() {
      return lists().waiting;
    },
    get overdue() {
      return lists().overdue;
    },
    get wanted() {
      return wanted();
    },
  };
}

/** In the catalog's order. Looked up once: of 100,000 diagrams that takes longer than all that is counted then. */
function assignedIn({ catalog, assignments }: Campaign): Assigned[] {
  const assigned: Assigned[] = [];
  for (const diagram of catalog.diagrams.values()) {
    const assignment = assignments.get(diagram.id);
    if (assignment) assigned.push({ diagram, assignment });
  }
  return assigned;
}

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

type Lists = Pick<CampaignFigures, "verified" | "completed" | "waiting" | "overdue">;

function listsOf(assigned: readonly Assigned[], today: CivilDate): Lists {
  let verified = 0;
  const days = new Map<CivilDate, Completed[]>();
  const waiting: Assigned[] = [];
  const overdue: Assigned[] = [];
  for (const one of assigned) {
    const { diagram, assignment } = one;
    const { status, completion_date: on, due_date: due, verification } = assignment;
    if (status === "complete") {
      if (verification.verified_by) verified++;
      if (on === null) continue;
      const same = days.get(on);
      if (same) same.push({ diagram, assignment, on });
      else days.set(on, [{ diagram, assignment, on }]);
    } else if (status === "review") waiting.push(one);
    else if (status === "in_progress" && due !== null && due < today && !rests(assignment, today))
      overdue.push(one);
  }
  return {
    verified,
    completed: [...days].sort(([one], [other]) => (one < other ? 1 : -1)).flatMap(([, same]) => same),
    waiting: waiting.sort(by(({ start_date: start }) => start ?? "")),
    overdue: overdue.sort(by(({ due_date: due }) => due ?? "")),
  };
}

/** Its holder pushed to its pull request of late. */
function rests({ clock_rests_until: until }: Assignment, today: CivilDate): boolean {
  return until !== undefined && until >= today;
}

/** Sorting keeps the catalog's order of equals. */
function by(key: (assignment: Assignment) => string): (one: Assigned, other: Assigned) => number {
  return ({ assignment: one }, { assignment: other }) => {
    const [first, second] = [key(one), key(other)];
    return first < second ? -1 : first > second ? 1 : 0;
  };
}
