import type { Assignment } from "../domain/assignment.ts";
import type { CivilDate } from "../domain/civil-date.ts";
import { holderOf, reviewerOf } from "../domain/people.ts";
import { isSamePerson } from "../domain/person.ts";
import type { Problem } from "../domain/problem.ts";
import { placeKey, placesIn } from "../domain/yaml-places.ts";
import { isNobody } from "../tracker/columns/person.ts";
import type { LocalCampaign } from "./read-campaign.ts";

/** What a person would notice in files that can be read: dates in the wrong order, work that nobody can have done. */
export function problemsOfAssignments({ state, campaign: { today } }: LocalCampaign): Problem[] {
  return [...state.assignments.values()].flatMap(({ path, text, assignment }) => {
    const found = findOddities(assignment, today);
    if (found.length === 0) return [];
    const places = placesIn(text);
    return found.map(({ field, message }): Problem => {
      const [line, column] = places.get(placeKey(["assignment", field])) ?? [1, 1];
      return { file: path, line, column, severity: "warning", message };
    });
  });
}

interface Oddity {
  readonly field: keyof Assignment;
  readonly message: string;
}

function findOddities(assignment: Assignment, today: CivilDate): Oddity[] {
  const { assignee, start_date: start, due_date: due, completion_date: completed, status } = assignment;
  const found: Oddity[] = [];
  const say = (field: Oddity["field"], message: string) => found.push({ field, message });
  if (start && due && due < start) say("due_date", `It is due on ${due}, before it began on ${start}.`);
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
  if (status === "complete" && completed === null && assignment.pr_number !== null) {
    say(
      "completion_date",
      "It is complete, but nothing says since when. Write the day of the merge, such as 2024-09-22.",
    );
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
