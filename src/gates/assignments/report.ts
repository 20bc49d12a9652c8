import { code, plain } from "../../commands/markdown.ts";
import { visibleText } from "../../tracker/cell.ts";
import type { CheckReport } from "../check-report.ts";
import { isClaim } from "./check-claim.ts";
import type { Finding } from "./finding.ts";
import type { Proposal } from "./proposal.ts";
import { sayOfReport as say } from "./wording.ts";

/** GitHub takes 65,535 characters; the rest is room for what is put before it. */
const SUMMARY_LIMIT = 60_000;
const MESSAGE_LIMIT = 1_000;
const EFFECTS_LIMIT = 50;

const MARK = { failure: "❌", warning: "⚠️", notice: "ℹ️" } as const;
const ORDER = ["failure", "warning", "notice"] as const;

export function renderReport(proposal: Proposal, found: readonly Finding[]): CheckReport {
  const findings = once(found).sort(byPlace);
  const failures = findings.filter(({ level }) => level === "failure");
  const claims = effectsOf(proposal);
  return {
    kind: "assignments",
    conclusion: failures.length > 0 ? "failure" : "success",
    title: titleOf(findings, failures, claims.length),
    summary: renderSummary(proposal, findings, claims),
    text: null,
    annotations: findings.map((finding) => ({ ...finding, message: inertText(finding.message) })),
    actions: [],
  };
}

function titleOf(findings: readonly Finding[], failures: readonly Finding[], claims: number): string {
  if (failures.length > 0) return say.failed(failures.length, new Set(failures.map(({ path }) => path)).size);
  return findings.length > 0 ? say.remarks(findings.length) : say.passed(claims);
}

function renderSummary(
  { files }: Proposal,
  findings: readonly Finding[],
  effects: readonly string[],
): string {
  const blocks: string[] = [say.intro(files.length)];
  if (effects.length > 0 && findings.every(({ level }) => level !== "failure")) {
    blocks.push(`${say.effects()}\n${effects.join("\n")}`);
  }
  let length = blocks.join("\n\n").length;
  let left = findings.length;
  const paths = [...new Set(findings.map(({ path }) => path))];
  for (const path of paths) {
    const lines = findings.filter((finding) => finding.path === path).map(renderLine);
    const block = `### ${code(path)}\n${lines.join("\n")}`;
    if (length + block.length > SUMMARY_LIMIT) break;
    blocks.push(block);
    length += block.length + 2;
    left -= lines.length;
  }
  if (left > 0) blocks.push(say.more(left));
  if (findings.length > 0) blocks.push(say.howToTry());
  return blocks.join("\n\n");
}

function renderLine({ level, line, title, message }: Finding): string {
  return `- ${MARK[level]} line ${line}: **${title}.** ${inertMarkdown(message)}`;
}

function effectsOf({ changes, campaign }: Proposal): string[] {
  return changes.filter(isClaim).flatMap(({ id, after }, index) => {
    if (index >= EFFECTS_LIMIT || !after?.assignee) return [];
    const name = plain(campaign.catalog.diagrams.get(id)?.name ?? "");
    return [`- ${say.claims(`**${plain(after.assignee)}**`, `**${id}**`, name, after.due_date)}`];
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

function byPlace(one: Finding, other: Finding): number {
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  return (
    one.line - other.line ||
    (one.column ?? 0) - (other.column ?? 0) ||
    ORDER.indexOf(one.level) - ORDER.indexOf(other.level)
  );
}

function once(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}
