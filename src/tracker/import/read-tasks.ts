import { DIAGRAM_ID_FORM } from "../../domain/diagram-id.ts";
import { withoutAt } from "../../domain/person.ts";
import { type StatusWords, statusIn } from "../columns/status-words.ts";
import { textOf } from "../inline.ts";
import type { Row } from "../read-row.ts";
import type { Block, ListBlock, TaskItem } from "./outline.ts";
import { type IdCell, parseTableId } from "./table-ids.ts";

export interface Task {
  readonly line: number;
  readonly id: IdCell;
  readonly row: Row;
}

/** Items of a list, or cells of a table, that may be diagrams. What they stand in stays as it is. */
export interface CandidateItems {
  readonly block: Block;
  readonly kind: "items";
  readonly what: "task" | "cell";
  readonly confidence: "ids" | "guess";
  readonly line: number;
  readonly tasks: readonly Task[];
}

const PERSON = /^@[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/;
const NUMBER = /^(?:PR|GH-)?#?(\d{1,9})$/i;
const FILLER = /^(?:by|and|&|pr|pull|request|-|–|—|:|,|#)$/i;

/**
 * The items of a list that have a box or a mark, as rows: `- [x] G-LIN-FL Flow diagram (@ada #12)`. `hasIds`: whether what
 * they begin with may be one.
 */
export function readTasks(list: ListBlock, words: StatusWords, hasIds = true): Task[] {
  return list.tasks.map((item) => readTask(item, words, hasIds));
}

function readTask({ symbol, markdown, line }: TaskItem, words: StatusWords, hasIds: boolean): Task {
  const text = textOf(markdown);
  const [word = ""] = text.split(" ", 1);
  const typed = word.replace(/(?<![:,.])[:,.]+$/, "").replace(/^\[([^[\]]+)\]$/, "$1");
  const id: IdCell = hasIds ? idOf(typed) : { kind: "none" };
  const rest = id.kind === "none" ? text : text.slice(word.length).replace(/^[\s:–—-]+/, "");
  const { name, assignee, pull, others } = withoutPeople(rest);
  const ofSymbol = statusIn(symbol, words)?.status ?? "pending";
  const status = ofSymbol === "pending" && assignee !== null ? "in_progress" : ofSymbol;
  const fields = {
    ...(assignee === null ? {} : { assignee }),
    ...(pull === null ? {} : { pr_number: pull }),
  };
  const remarks =
    others === ""
      ? []
      : [
          {
            column: "Assignee" as const,
            text: others,
            message: `The item names more people than one; \`${assignee}\` is taken, the others are kept in its notes.`,
          },
        ];
  return { line, id, row: { id: id.kind === "none" ? "" : typed, name, status, fields, remarks } };
}

/** `T001`, `1.2`: what a task may begin with when all of its list do. */
const BARE = /^(?:[A-Za-z]{1,10}[-_.]?\d[\w.-]*|\d+(?:\.\d+)+)$/;

function idOf(text: string): IdCell {
  if (!DIAGRAM_ID_FORM.test(text) && !BARE.test(text)) return { kind: "none" };
  return parseTableId(text);
}

/** What stands at the end, in brackets or not, and names but people and a pull request, is no part of the name. */
function withoutPeople(text: string): {
  name: string;
  assignee: string | null;
  pull: number | null;
  others: string;
} {
  const none = { name: text, assignee: null, pull: null, others: "" };
  const opens = text.endsWith(")") ? text.lastIndexOf("(") : -1;
  const words = opens === -1 ? tail(text) : text.slice(opens + 1, -1).split(/[\s,]+/);
  const people = words.filter((word) => PERSON.test(word)).map(withoutAt);
  const numbers = words.flatMap((word) => (word.includes("#") ? (NUMBER.exec(word)?.[1] ?? []) : []));
  const isAll = words.every(
    (word) => PERSON.test(word) || FILLER.test(word) || (word.includes("#") && NUMBER.test(word)),
  );
  const before = opens === -1 ? text.slice(0, text.length - words.join(" ").length) : text.slice(0, opens);
  const name = before.replace(/(?<![\s:,–—-])[\s:,–—-]+$/, "");
  if (!isAll || (people.length === 0 && numbers.length === 0) || name === "" || numbers.length > 1)
    return none;
  const [assignee = null, ...others] = people;
  return {
    name,
    assignee,
    pull: numbers[0] === undefined ? null : Number(numbers[0]),
    others: others.join(", "),
  };
}

/** The last words, from the first that is a person. */
function tail(text: string): string[] {
  const words = text.split(" ");
  let begin = words.length;
  while (begin > 0) {
    const word = (words[begin - 1] ?? "").replace(/,$/, "");
    if (!PERSON.test(word) && !FILLER.test(word) && !(word.includes("#") && NUMBER.test(word))) break;
    begin--;
  }
  return words.slice(begin);
}
