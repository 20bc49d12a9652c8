import { withoutAt } from "../../domain/person.ts";
import { type Column, isNothing } from "./column.ts";
import { clippedName, PERSON_LENGTH, renderPerson } from "./person.ts";

export const assignee = {
  title: "Assignee",
  aliases: ["assignedto", "owner"],
  separator: "----------",
  render: (_, { assignee }, url) => (assignee === null ? "-" : renderPerson(assignee, url)),
  read: ({ text }, remark) => {
    if (isNothing(text)) return {};
    // `@ada, @grace`, `@ada and @grace`, `@ada @grace`.
    const people = text
      .split(/[,;&+/]|\band\b|\s(?=@)/)
      .map((part) => part.trim())
      .filter((part) => part !== "");
    if (people.length > 1 && people.every((person) => person.startsWith("@"))) {
      const [first = "", ...others] = people.map(withoutAt);
      remark(
        `${people.length} people are named; an assignment has one. \`${first}\` is taken, the others are kept in its notes.`,
        others.join(", "),
      );
      return { assignee: first };
    }
    const name = withoutAt(text);
    if (name.length > PERSON_LENGTH) {
      remark(`The name has ${name.length} characters; at most ${PERSON_LENGTH} are taken.`);
    }
    return { assignee: clippedName(name) };
  },
} as const satisfies Column;
