import { visibleText } from "../../tracker/cell.ts";
import { code, plain } from "../../tracker/inert.ts";
import type { CheckReport } from "../check-report.ts";
import { fitSections } from "../fit-sections.ts";
import { isClaim } from "./check-claim.ts";
import type { RuleFinding } from "./finding.ts";
import type { Proposal } from "./proposal.ts";

/** Of what a check run's text may have; the rest is room for what is put before it. */
const SUMMARY_BYTES = 60_000;
const MESSAGE_LIMIT = 1_000;
const EFFECTS_LIMIT = 50;
/** GitHub takes fifty a request, and nobody mends more at once. The title counts all. */
const ANNOTATIONS_LIMIT = 500;

const LEVEL_SYMBOL = { failure: "❌", warning: "⚠️", notice: "ℹ️" } as const;
const ORDER = ["failure", "warning", "notice"] as const;

export function renderReport(proposal: Proposal, found: readonly RuleFinding[]): CheckReport {
  const findings = once(found).sort(byLocation);
  const failures = findings.filter(({ level }) => level === "failure");
  const claims = effectsOf(proposal);
  return {
    kind: "assignments",
    conclusion: failures.length > 0 ? "failure" : "success",
    title: titleOf(proposal, findings, failures, claims.length),
    summary: renderSummary(proposal, findings, claims),
    text: null,
    annotations: worst(findings).map((finding) => ({ ...finding, message: inertText(finding.message) })),
    actions: [],
  };
}

function titleOf(
  { say }: Proposal,
  findings: readonly RuleFinding[],
  failures: readonly RuleFinding[],
  claims: number,
): string {
  if (failures.length > 0)
    return say.report.failed(failures.length, new Set(failures.map(({ path }) => path)).size);
  return findings.length > 0 ? say.report.remarks(findings.length) : say.report.passed(claims);
}

function renderSummary(
  { files, say }: Proposal,
  findings: readonly RuleFinding[],
  effects: readonly string[],
): string {
  const blocks: string[] = [say.report.intro(files.length)];
  if (effects.length > 0 && findings.every(({ level }) => level !== "failure")) {
    blocks.push(`${say.report.effects()}\n${effects.join("\n")}`);
  }
  const byPath = [...Map.groupBy(findings, ({ path }) => path)];
  const sections = byPath.map(
    ([path, found]) => `### ${code(path)}\n${found.map((one) => renderLine(one, say)).join("\n")}`,
  );
  const leftOut = (hidden: number) =>
    say.report.more(byPath.slice(-hidden).flatMap(([, found]) => found).length);
  const text = fitSections([...blocks, ...sections], leftOut, SUMMARY_BYTES);
  return findings.length > 0 ? `${text}\n\n${say.report.howToTry()}` : text;
}

function renderLine({ level, line, title, message }: RuleFinding, say: Proposal["say"]): string {
  return `- ${LEVEL_SYMBOL[level]} ${say.report.line(line)}: **${title}.** ${inertMarkdown(message)}`;
}

function effectsOf({ changes, campaign, say }: Proposal): string[] {
  return changes.filter(isClaim).flatMap(({ id, after }, index) => {
    if (index >= EFFECTS_LIMIT || !after?.assignee) return [];
    const name = plain(campaign.catalog.diagrams.get(id)?.name ?? "");
    return [`- ${say.report.claims(`**${plain(after.assignee)}**`, `**${id}**`, name, after.due_date)}`];
  });
}

/** A message as Markdown: what stands between backticks as code, the rest as plain text; nothing of it does anything. */
function inertMarkdown(message: string): string {
  return message
    .slice(0, MESSAGE_LIMIT)
    .split("`")
    .map((part, index) => (index % 2 === 1 ? code(part) : plainWithin(part)))
    .join("");
}

/** `plain` takes spaces off the ends and shows nothing as a hyphen; between code spans both are what they are. */
function plainWithin(text: string): string {
  if (text.trim() === "") return text === "" ? "" : " ";
  return `${/^\s/.test(text) ? " " : ""}${plain(text)}${/\s$/.test(text) ? " " : ""}`;
}

/** An annotation's message is plain text on GitHub; a mention is broken all the same. */
function inertText(message: string): string {
  return visibleText(message)
    .slice(0, MESSAGE_LIMIT)
    .replace(/@(?=\w)/g, "@\u200B");
}

/** As many as are shown at the lines, failures before others. */
function worst(findings: readonly RuleFinding[]): readonly RuleFinding[] {
  if (findings.length <= ANNOTATIONS_LIMIT) return findings;
  const bySeverity = ORDER.flatMap((level) => findings.filter((finding) => finding.level === level));
  return bySeverity.slice(0, ANNOTATIONS_LIMIT);
}

function byLocation(one: RuleFinding, other: RuleFinding): number {
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  return (
    one.line - other.line ||
    (one.column ?? 0) - (other.column ?? 0) ||
    ORDER.indexOf(one.level) - ORDER.indexOf(other.level)
  );
}

function once(findings: readonly RuleFinding[]): RuleFinding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}
