import { renderJsonSchema } from "../../src/docs/json-schemas.ts";
import { renderReference } from "../../src/docs/reference.ts";
import { createAssignmentFile, readAssignmentFile } from "../../src/domain/assignment-file.ts";
import { editAssignmentFile } from "../../src/domain/edit-assignment-file.ts";
import { changedFields } from "../../src/gates/assignments/changed-fields.ts";
import { TEXT } from "./assignment-text.ts";

// Runs in the patched copy, whose assignments have a `mood` and a `crew`, and whose verifications a `verified_mood`.
const now = readAssignmentFile({ path: "G-LIN-FL.yml", text: TEXT }).assignment;
if (!now) throw new Error("cannot be read");
const next = {
  ...now,
  ...{ mood: "glad" },
  verification: { ...now.verification, ...{ verified_mood: "sad" } },
};
const edited = editAssignmentFile(TEXT, next);
const [ada, bob, eve] = ["ada", "bob", "eve"].map((login, index) => ({ login, id: index + 1 }));
const queued = editAssignmentFile(TEXT, { ...now, ...{ crew: [ada, bob] } });
const reference = await renderReference();

process.stdout.write(
  JSON.stringify({
    edited,
    queued,
    moved: editAssignmentFile(queued, { ...now, ...{ crew: [bob, eve] } }),
    read: readAssignmentFile({ path: "G-LIN-FL.yml", text: edited }).assignment,
    created: createAssignmentFile(next),
    takenBack: editAssignmentFile(edited, now),
    changed: changedFields(now, next),
    unknown: readAssignmentFile({ path: "G-LIN-FL.yml", text: `${TEXT}  moot: glad\n` }).problems,
    inSchema: renderJsonSchema("assignment").includes('"mood": {'),
    reference: reference.split("\n").filter((line) => /`mood`|verified_mood/.test(line)),
  }),
);
