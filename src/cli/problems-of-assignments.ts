import type { Assignment } from "../domain/assignment.ts";
import type { CivilDate } from "../domain/civil-date.ts";
import { holderOf, reviewerOf } from "../domain/people.ts";
import { isSamePerson } from "../domain/person.ts";
import type { Problem } from "../domain/problem.ts";
import { positionKey, positionsIn } from "../domain/yaml-positions.ts";
import { isNobody } from "../tracker/columns/person.ts";
import { count } from "./count.ts";
import type { LocalCampaign } from "./read-campaign.ts";

/**
 * What a person would notice in files that can be read: dates in the wrong order, work that nobody can have done, pull requests
 * of two people. What many files lack is said of the first ones.
 */
export function problemsOfAssignments({ state, campaign: { today } }: LocalCampaign): Problem[] {
  const files = [...state.assignments.values()];
  const holders = new Map<number, Assignment>();
  const lacking: Problem[] = [];
  const problems = files.flatMap(({ path, text, assignment }) => {
    const found = [...findOddities(assignment, today), ...findSharedPull(assignment, holders)];
    if (found.length === 0) return [];
    const positions = positionsIn(text);
    return found.flatMap(({ field, message, isLack }): Problem[] => {
      const [line, column] = positions.get(positionKey(["assignment", field])) ?? [1, 1];
      const problem = { file: path, line, column, severity: "warning", message } as const;
      if (isLack) lacking.push(problem);
      return isLack ? [] : [problem];
    });
  });
  return [...problems, ...firstOf(lacking)];
}

const MOST_LACKING = 10;

/** A tracker that was imported says of hundreds when they were complete, or of none. */
function firstOf(lacking: readonly Problem[]): Problem[] {
  const shown = lacking.slice(0, MOST_LACKING);
  const last = shown.at(-1);
  const more = lacking.length - shown.length;
  if (!last || more === 0) return shown;
  return [
    ...shown.slice(0, -1),
    { ...last, message: `${last.message} ${count(more, "more file")} likewise.` },
  ];
}

interface Oddity {
  readonly field: keyof Assignment;
  readonly message: string;
  /** It lacks what would be good to know, and contradicts nothing. */
  readonly isLack?: true;
}

function findOddities(assignment: Assignment, today: CivilDate): Oddity[] {
  const { assignee, start_date: start, due_date: due, completion_date: completed, status } = assignment;
  const found: Oddity[] = [];
  const say = (field: Oddity["field"], message: string) => found.push({ field, message });
  const lack = (message: string) => found.push({ field: "status", message, isLack: true });
  if (start && due && due < start) say("due_date", `It is due on ${due}, before it began on ${start}.`);
  if (start && start > today && status !== "pending") {
    say("start_date", `It began on ${start}, a day to come; today is ${today}.`);
  }
  if (start && completed && completed < start) {
    say("completion_date", `It was complete on ${completed}, before it began on ${start}.`);
  }
  if (completed && completed > today)
    say("completion_date", `${completed} is a day to come; today is ${today}.`);
  if (completed && status !== "complete") {
    say(
      "completion_date",
      `It has a day of completion, but its status is \`${status}\`. Write null, or \`complete\`.`,
    );
  }
  if (status === "complete" && completed === null) {
    lack(
      assignment.pr_number === null
        ? "It is complete, but neither a pull request nor a day says how. Write `pr_number`, and the day of its merge as `completion_date`."
        : "It is complete, but nothing says since when. Write the day of the merge as `completion_date`, such as 2024-09-22.",
    );
  }
  if (status === "pending" && assignee !== null) {
    say(
      "assignee",
      `\`${assignee}\` holds it, but its status is \`pending\`. Write null, or \`in_progress\`.`,
    );
  }
  if (status === "in_progress" && assignee === null && assignment.pr_number === null) {
    lack("It is in progress, but nobody holds it. Name who does as `assignee`, or write `pending`.");
  }
  if (status === "review" && assignment.pr_number === null) {
    lack("It is in review, but no pull request is named. Write its number as `pr_number`, or `in_progress`.");
  }
  if (assignee !== null && assignment.assignee_id === undefined && isNobody(assignee)) {
    say("assignee", `\`${assignee}\` is taken for a person's name here. If it means nobody, write null.`);
  }
  const reviewer = reviewerOf(assignment);
  if (reviewer && isSamePerson(reviewer, holderOf(assignment))) {
    say(
      "reviewer",
      `\`${reviewer.login}\` holds the diagram, too, and nobody verifies their own work. Name another, or null.`,
    );
  }
  return found;
}

/** Who opened a pull request is one person; one with the diagrams of two is a slip of a number. */
function findSharedPull(assignment: Assignment, holders: Map<number, Assignment>): Oddity[] {
  const { pr_number: number, assignee } = assignment;
  if (number === null || assignee === null) return [];
  const other = holders.get(number);
  if (!other) holders.set(number, assignment);
  if (!other || isSamePerson(holderOf(other), holderOf(assignment))) return [];
  const message = `#${number} is the pull request of ${other.diagram_id}, too, which \`${other.assignee}\` holds. Which of the two is it?`;
  return [{ field: "pr_number", message }];
}

/** Documents that the configuration names, of which none is there: they were deleted, or never rendered. */
export function problemsOfMissingTrackers({ clone, state }: LocalCampaign): Problem[] {
  const there = new Set(clone.files.trackers.map(({ path }) => path));
  if (state.configBroken || state.catalogBroken.length > 0 || clone.files.catalog.length === 0) return [];
  // Of one in other capitals more is known.
  const isTold = (path: string) => clone.unread.some(({ file }) => file.toLowerCase() === path.toLowerCase());
  return state.config.paths.tracker.flatMap((file): Problem[] => {
    if (there.has(file) || isTold(file)) return [];
    const message =
      "The configuration names this document as the tracker, but it is not there. `diagram-tracker render` writes it anew; what people wrote into the old one is in git.";
    return [{ file, line: 1, column: 1, severity: "warning", message }];
  });
}
