/** How much of what people write is read: every row from the place that holds to it. */

import { LINKS_LIMIT } from "../decide/links/find-links.ts";
import { DIAGRAMS_LIMIT } from "../decide/run-command.ts";
import { COMMANDS_LIMIT, DIAGRAMS_IN_COMMENT_LIMIT } from "../decide/run-comment.ts";
import { ADDRESS_LENGTH, SOURCES_LIMIT } from "../domain/assignment.ts";
import { LINES_LIMIT, SIZE_LIMIT } from "../domain/assignment-file.ts";
import { DIAGRAM_ID_LENGTH } from "../domain/diagram-id.ts";
import { REASON_LIMIT } from "../domain/pause.ts";
import { LOGIN_LENGTH } from "../domain/person.ts";
import { SOURCES_OF_ONE_LIMIT } from "../domain/sources.ts";
import { BODY_LIMIT } from "../github/webhooks/fields.ts";
import { table } from "./table.ts";

const count = (number: number, of: string) => `${number.toLocaleString("en")} ${of}`;

export function renderLimits(): string {
  return table(
    ["What", "At most", "What is longer"],
    [
      [
        "A comment, or the text of an issue or pull request",
        count(BODY_LIMIT, "characters"),
        "is read up to there",
      ],
      [
        "Commands of one comment",
        count(COMMANDS_LIMIT, "commands"),
        "none of them is run, and the reply says so",
      ],
      [
        "Diagrams of one command",
        count(DIAGRAMS_LIMIT, "diagrams"),
        "changes nothing, and the reply says so",
      ],
      [
        "Diagrams of one comment",
        count(DIAGRAMS_IN_COMMENT_LIMIT, "diagrams"),
        "changes nothing, and the reply says so",
      ],
      [
        "Diagrams of one pull request",
        count(LINKS_LIMIT, "diagrams"),
        "is linked to none, and the notice says so",
      ],
      ["A diagram ID", count(DIAGRAM_ID_LENGTH, "characters"), "is no ID"],
      ["A login", count(LOGIN_LENGTH, "characters"), "is no login"],
      ["The address of a source", count(ADDRESS_LENGTH, "characters"), "is not kept, and the reply says so"],
      ["Sources of one diagram", count(SOURCES_LIMIT, "sources"), "is not added, and the reply says so"],
      [
        "Sources of one person for a diagram that they do not hold",
        count(SOURCES_OF_ONE_LIMIT, "sources"),
        "is not added, and the reply says so",
      ],
      ["The reason of `/pause` or `/override`", count(REASON_LIMIT, "characters"), "is cut"],
      [
        "An assignment file",
        `${count(SIZE_LIMIT, "characters")}, ${count(LINES_LIMIT, "lines")}`,
        "is not read, and the check says so",
      ],
    ],
  );
}
