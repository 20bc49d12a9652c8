import type { z } from "zod";
import { instantAt } from "../../clock.ts";
import { PERMISSIONS } from "../../domain/config.ts";
import { isLogin } from "../../domain/person.ts";
import { CHECK_NAMES } from "../../facts/check-kind.ts";
import type { Annotation, CheckReport } from "../../gates/check-report.ts";
import { findRoot } from "../read-clone.ts";
import { readDefaults } from "../read-defaults.ts";
import { findRepositoryUrl } from "../repository-url.ts";
import { paint, printJson, printWords, type Shell, visible } from "../shell.ts";
import { UserError } from "../user-error.ts";
import { type ChangesQuestion, checkChanges } from "./check-changes.ts";
import { gitText } from "./git.ts";
import type { reportSchema } from "./report-schema.ts";

export interface ChangesOptions {
  readonly repo: string;
  readonly base: string;
  readonly as?: string;
  readonly json?: boolean;
  readonly defaults?: readonly string[];
}

/**
 * Says what the check runs would say about a pull request from this work tree; true when they would find no failure in
 * its files. What only people can add (ticks in the description, an approving review) is told and fails nothing here.
 */
export async function validateChanges(shell: Shell, options: ChangesOptions): Promise<boolean> {
  const folder = await findRoot(shell, options.repo);
  const root = await gitText(folder, ["rev-parse", "--show-toplevel"]);
  const { url } = await findRepositoryUrl(root, undefined);
  const now = instantAt(shell.now());
  const defaults = await readDefaults(shell.cwd, options.defaults ?? []);
  const author = await authorOf(root, options.as);
  const reports = await checkChanges(root, { base: options.base, ...author, now, url, defaults });
  if (options.json) printJson(shell, reports.map(asJson));
  else show(shell, reports, options.base);
  return reports.every(({ annotations }) => annotations.every(({ level }) => level !== "failure"));
}

/** `ada`, or `ada=maintain` for who may do more than read. */
async function authorOf(
  root: string,
  given: string | undefined,
): Promise<Pick<ChangesQuestion, "author" | "permission">> {
  const configured = given ?? (await gitText(root, ["config", "github.user"]).catch(() => ""));
  const [author = "", wanted = "read"] = configured.replace(/^@/, "").split("=");
  const permission = PERMISSIONS.find((one) => one === wanted);
  if (author === "") {
    throw new UserError(
      "Who opens the pull request? --as LOGIN says it, or once for all `git config --global github.user LOGIN`.",
      { exitCode: 2 },
    );
  }
  if (!isLogin(author) || permission === undefined) {
    throw new UserError(
      `--as: expected a GitHub login such as ada, or ada=maintain (${PERMISSIONS.join(", ")}).`,
      { exitCode: 2 },
    );
  }
  return { author, permission };
}

function show(shell: Shell, reports: readonly CheckReport[], base: string): void {
  if (reports.length === 0) shell.note(`Nothing that differs from ${base} is checked.`);
  for (const { kind, title, conclusion, annotations } of reports) {
    for (const annotation of annotations) printWords(shell, lineOf(shell, annotation));
    const isFailure = conclusion === "failure";
    shell.note(`${CHECK_NAMES[kind]}: ${paint(shell, isFailure ? "red" : "green", title)}.`);
  }
}

const LEVELS = {
  failure: ["error", "red"],
  warning: ["warning", "yellow"],
  notice: ["notice", "blue"],
} as const;

/** `file:line:column: error: message`, the form that editors and terminals turn into links. */
function lineOf(shell: Shell, { path, line, column, level, title, message }: Annotation): string {
  const [name, colour] = LEVELS[level];
  const text = (words: string) => visible(shell, unbroken(words));
  return `${text(path)}:${line}:${column ?? 1}: ${paint(shell, colour, name)}: ${text(`${title}. ${message}`)}`;
}

function asJson({ kind, conclusion, title, annotations }: CheckReport): z.output<typeof reportSchema> {
  return {
    check: CHECK_NAMES[kind],
    conclusion,
    title,
    findings: annotations.map(({ path, line, column, level, title, message }) => {
      return { file: path, line, column, level, title, message: unbroken(message) };
    }),
  };
}

/** Nobody is notified here, so a mention need not be broken. */
function unbroken(text: string): string {
  return text.replaceAll("@\u200b", "@");
}
