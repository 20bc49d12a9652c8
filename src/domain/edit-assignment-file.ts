import { type Document, isMap, parseDocument } from "yaml";
import { type Assignment, assignmentFileSchema } from "./assignment.ts";
import { assignmentLayout, readAssignmentFile } from "./assignment-file.ts";
import type { DiagramId } from "./diagram-id.ts";
import { YamlEdit } from "./edit-yaml.ts";
import { inOrder } from "./in-order.ts";
import { parseYaml } from "./parse-yaml.ts";
import { isSameData } from "./same-data.ts";
import { NotSpliceable, splice } from "./splice-yaml.ts";

/**
 * The file with the assignment changed, and not a byte more: comments, key order, quoting, blank lines and line ends
 * stay. Values are replaced where they stand; a field that is new comes after the field that usually precedes it. Where
 * the layout leaves no such place (explicit keys, tags), the library writes the document, which keeps its comments.
 * Throws when the text is no assignment file, or `next` nothing that such a file can say.
 */
export function editAssignmentFile(
  text: string,
  next: Assignment,
  /** The ID for which the file is named: another one where the diagram was renamed. */
  id: DiagramId = next.diagram_id,
): string {
  const path = `${id}.yml`;
  const judged = readAssignmentFile({ path, text }).assignment;
  if (isSameData(judged, next)) return text;
  // What the file says, before it is judged: who verified their own work is not taken for a verifier, but written there.
  const now = assignmentIn(text);
  if (judged === null || now === null) throw new Error(`not an assignment file of ${next.diagram_id}`);
  const document = parseDocument(text, { keepSourceTokens: true });
  const ordered = inOrder(next, ["assignment"], assignmentLayout.keysAt);
  const edited = spliced(text, document, now, ordered) ?? rewritten(text, document, now, ordered);
  if (!isSameData(assignmentIn(edited), next))
    throw new Error(`${next.diagram_id}: no file can say this assignment`);
  return edited;
}

function assignmentIn(text: string): Assignment | null {
  const parsed = parseYaml("", text, assignmentFileSchema);
  return parsed.ok ? parsed.value.assignment : null;
}

function spliced(text: string, document: Document, now: Assignment, next: Assignment): string | null {
  const map = document.get("assignment", true);
  if (!isMap(map)) return null;
  try {
    const splices = new YamlEdit(text, assignmentLayout).planMap(map, now, next, ["assignment"]);
    const edited = splice(text, splices);
    return isSameData(assignmentIn(edited), next) ? edited : null;
  } catch (error) {
    if (error instanceof NotSpliceable) return null;
    throw error;
  }
}

function rewritten(text: string, document: Document, now: Assignment, next: Assignment): string {
  const [before, after] = [new Map<string, unknown>(Object.entries(now)), Object.entries(next)];
  for (const [field, value] of new Map<string, unknown>([...[...before.keys()].map(absent), ...after])) {
    const path = ["assignment", field];
    if (value === undefined) document.deleteIn(path);
    else if (!isSameData(before.get(field), value)) {
      document.setIn(path, document.createNode(value, { aliasDuplicateObjects: false }));
    }
  }
  const written = document.toString({ lineWidth: 0, nullStr: "null" });
  return text.includes("\r\n") ? written.replace(/\r?\n/g, "\r\n") : written;
}

function absent(field: string): [string, undefined] {
  return [field, undefined];
}
