/**
 * `forget ada` → another name stands wherever the campaign's files named ada; what only people can change is listed.
 */
import { Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import type { Campaign } from "../../domain/campaign.ts";
import { editAssignmentFile } from "../../domain/edit-assignment-file.ts";
import { peopleIn, withoutPerson } from "../../domain/forget-person.ts";
import { createPauseFile, pausePath } from "../../domain/pause.ts";
import { isSamePerson, type Person, personOf, withoutAt } from "../../domain/person.ts";
import type { FileChange } from "../../domain/source-file.ts";
import { renderTracker } from "../../tracker/render-tracker.ts";
import type { CliCommand, GlobalOptions } from "../cli-command.ts";
import { mentionsOf } from "../mentions-of.ts";
import { type LocalCampaign, noteProblems, readCampaign } from "../read-campaign.ts";
import { findRepositoryUrl } from "../repository-url.ts";
import { printJson, printWords, type Shell } from "../shell.ts";
import { renderDiff, showDiff } from "../unified-diff.ts";
import { UserError } from "../user-error.ts";
import { writeFiles } from "../write-files.ts";

const forgottenSchema = z.strictObject({
  name: z.string().describe("What stands there instead."),
  changed: z.array(z.string()).describe("Files that were changed; with --check, that would be."),
  held: z.array(z.string()).describe("Diagrams that they still hold: a maintainer releases them."),
  left: z
    .array(
      z.strictObject({
        file: z.string().describe("A file in which the login still stands in what people wrote."),
        line: z.int().describe("The line, from 1."),
      }),
    )
    .describe("Where the login still stands in what people wrote: texts, comments, the configuration."),
});
type Forgotten = z.output<typeof forgottenSchema>;

interface ForgetOptions extends GlobalOptions {
  readonly as?: string;
  readonly id?: number;
  readonly check?: boolean;
}

/** No login: it can be taken for no person, and nobody is mentioned by it. */
const NAME = "former contributor";

export const forget: CliCommand = {
  json: [{ list: false, schema: forgottenSchema }],
  examples: [
    ["forget ada", "replace a person's name in all files"],
    ["forget ada --check", "show what that would change"],
  ],
  make: (shell, exit) =>
    new Command("forget")
      .summary("replace a person's name in the campaign's files")
      .description(
        "Puts another name wherever the assignments, the pause and the tracker's managed regions name a person, and takes the " +
          "account's ID out. Where people wrote the login themselves is listed and left to you. What Git's history and GitHub's " +
          "issues, comments and pull requests say stays: nothing here can change that.",
      )
      .argument("<login>", "the login, as the files name the person", withoutAt)
      .option(
        "--as <name>",
        `what stands there instead (default: "${NAME}", with a number where that is taken)`,
        parseName,
      )
      .option("--id <id>", "the account's ID, where accounts with different IDs had the login", parseId)
      .option("--check", "change nothing; show what would change and exit with 1 if anything would")
      .action(async (login: string, _options, command: Command) => {
        const options = command.optsWithGlobals<ForgetOptions>();
        const local = await readCampaign(shell, options);
        const person = personMeant(local.campaign, login, options.id ?? null);
        const name = nameInstead(local.campaign, options.as);
        const { url } = await findRepositoryUrl(local.clone.root, undefined);
        const changes = changesFor(local, person, name, url);
        if (!options.check) await writeFiles(local.clone.root, changes);
        const found = {
          ...told(local, person, name, changes),
          left: mentionsOf(local.clone.files, changes, login),
        };
        if (options.json) printJson(shell, found);
        else show(shell, local, found, changes, options);
        noteProblems(shell, local.problems);
        if (options.check && changes.length > 0) exit(1);
      }),
};

function parseName(text: string): string {
  if (/^[^\p{Cc}\s@][^\p{Cc}]{0,99}$/u.test(text) && text === text.trim()) return text;
  throw new InvalidArgumentError("Expected a name of at most 100 characters on one line.");
}

function parseId(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Expected the number of an account, as in 583231.");
}

/** By the login as it stands in the files, with the ID that stands beside it there: so that files under an older login are found. */
function personMeant({ assignments }: Campaign, login: string, id: number | null): Person {
  if (id !== null) return { login, id };
  const named = [...assignments.values()].flatMap((one) => peopleIn(one));
  const ids = new Set(
    named.flatMap((one) => (isSamePerson({ ...one, id: null }, { login, id: null }) ? (one.id ?? []) : [])),
  );
  const [only, ...others] = ids;
  if (others.length > 0) {
    throw new UserError(
      `Accounts with different IDs were called ${login}: ${[...ids].join(", ")}. --id ID says whose name is meant.`,
      { exitCode: 2 },
    );
  }
  return { login, id: only ?? null };
}

/** Two people are not given one name, or one would seem to have verified their own work. */
function nameInstead({ assignments }: Campaign, wanted: string | undefined): string {
  const taken = [...assignments.values()].flatMap((one) => peopleIn(one));
  const isTaken = (login: string) =>
    taken.some((one) => isSamePerson({ ...one, id: null }, { login, id: null }));
  if (wanted !== undefined && isTaken(wanted)) {
    throw new UserError(`--as: the files name somebody ${wanted} already; choose a name that nobody has.`, {
      exitCode: 2,
    });
  }
  let name = wanted ?? NAME;
  for (let count = 2; isTaken(name); count++) name = `${NAME} ${count}`;
  return name;
}

function changesFor(local: LocalCampaign, person: Person, name: string, url: string): FileChange[] {
  const { clone, state, campaign } = local;
  const assignments = new Map(campaign.assignments);
  const changes: FileChange[] = [];
  for (const [id, { path, text, assignment }] of state.assignments) {
    const next = withoutPerson(assignment, person, name);
    if (next === assignment) continue;
    assignments.set(id, next);
    changes.push({ path, text: editAssignmentFile(text, next) });
  }
  const { by, byId, on = null, reason = null } = state.pause ?? {};
  if (isSamePerson(personOf(by, byId), person)) {
    changes.push({ path: pausePath(state.config), text: createPauseFile({ by: name, on, reason }) });
  }
  const rendered = renderTracker({
    documents: clone.files.trackers,
    campaign: { ...campaign, assignments },
    url,
    broken: new Set(state.broken.keys()),
  });
  return [...changes, ...rendered.changes];
}

function told(
  { state }: LocalCampaign,
  person: Person,
  name: string,
  changes: readonly FileChange[],
): Omit<Forgotten, "left"> {
  const held = [...state.assignments.values()].flatMap(
    ({ assignment: { status, assignee, assignee_id, diagram_id } }) => {
      const isAssigned = status === "in_progress" || status === "review";
      const holder = assignee === null ? null : { login: assignee, id: assignee_id ?? null };
      return isAssigned && isSamePerson(holder, person) ? [diagram_id] : [];
    },
  );
  return { name, changed: changes.map(({ path }) => path), held };
}

function show(
  shell: Shell,
  { clone }: LocalCampaign,
  { name, changed, held, left }: Forgotten,
  changes: readonly FileChange[],
  { check }: ForgetOptions,
): void {
  const before = new Map(
    [...clone.files.assignments, ...clone.files.trackers].map((file) => [file.path, file]),
  );
  if (check) for (const change of changes) showDiff(shell, renderDiff(change, before.get(change.path)));
  else for (const path of changed) shell.print(`${path} is updated.`);
  if (changed.length === 0) shell.print("No file of the campaign names them in a field of its own.");
  for (const { file, line } of left)
    printWords(shell, `${file}:${line}: the login stands in a text; change it by hand.`);
  if (held.length > 0) {
    shell.note(
      `"${name}" still holds ${held.join(", ")}; a maintainer's comment "/release ${held.join(" ")}" frees them.`,
    );
  }
  shell.note(
    "Git's history and what stands on GitHub in issues, comments and pull requests keep the name; this changes only the files.",
  );
}
