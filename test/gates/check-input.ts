import { evidenceOf } from "../../src/decide/links/evidence.ts";
import { findLinks } from "../../src/decide/links/find-links.ts";
import { linkContext } from "../../src/decide/links/link-context.ts";
import type { CivilDate } from "../../src/domain/civil-date.ts";
import { CONFIG_PATH } from "../../src/domain/config.ts";
import { readRepositoryState } from "../../src/domain/repository-state.ts";
import type { FileContent, SyntaxVerdict } from "../../src/facts/contents.ts";
import type { LinkVerdict } from "../../src/facts/link-verdict.ts";
import type { PullRequestFacts } from "../../src/facts/pull-request-facts.ts";
import type { Revision } from "../../src/facts/revision.ts";
import type { CheckInput } from "../../src/gates/check-input.ts";
import type { CheckReport } from "../../src/gates/check-report.ts";
import { gatesCheck } from "../../src/gates/gates-check.ts";
import { changedSources } from "../../src/gates/view-diagrams.ts";
import { vouch } from "../../src/gates/vouch.ts";
import { english } from "../../src/messages/english/english.ts";
import { pullRequestFacts } from "../decide/pull-request-facts.ts";
import { CATALOG } from "../guarantees-catalog.ts";

/** An assignment of ada's, up for review with pull request 12, with a source, checked metrics and a verification. */
export function assignmentText(id: string, change: Readonly<Record<string, unknown>> = {}): string {
  const fields = {
    diagram_id: id,
    assignee: "ada",
    due_date: "2026-12-01",
    status: "review",
    sources: [{ url: "https://example.org/2024/raft" }],
    verification: {
      data_current: 2024,
      metrics_verified: true,
      verified_by: "grace",
      verified_on: "2026-11-23",
      verified_in: 12,
    },
    pr_number: 12,
    ...change,
  };
  const lines = Object.entries(fields).map(
    ([key, value]) => `  ${key}: ${JSON.stringify(value).replace(/^"(.*)"$/, "$1")}`,
  );
  return `assignment:\n${lines.join("\n")}\n`;
}

export interface CheckSetting {
  readonly pr?: Partial<PullRequestFacts>;
  /** The pull request's files by path: their text, or what else they are. */
  readonly files: Readonly<Record<string, string | FileContent>>;
  /** The default branch's files. */
  readonly base?: Readonly<Record<string, string>>;
  /** Of the pull request's files those that were renamed, with the text that they had before. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Of sources that do not parse, by their text. */
  readonly syntax?: ReadonlyMap<string, SyntaxVerdict>;
  readonly reviewers?: readonly string[];
  readonly links?: ReadonlyMap<string, LinkVerdict>;
  /** Of the description. */
  readonly history?: readonly Revision[] | null;
}

/** What a check is asked, as the shell puts it together. */
export function checkInput({
  pr: change = {},
  files,
  base = {},
  renamed = {},
  syntax,
  reviewers = ["grace"],
  links = new Map(),
  history = null,
}: CheckSetting): CheckInput {
  const inFolder = (folder: string) =>
    Object.entries({ "catalog/atlas.yml": CATALOG, ...base })
      .filter(([path]) => path.startsWith(folder))
      .map(([path, text]) => ({ path, text }));
  const repositoryFiles = {
    config: inFolder(CONFIG_PATH)[0] ?? null,
    catalog: inFolder("catalog/"),
    assignments: inFolder("assignments/"),
    trackers: [],
  };
  const state = readRepositoryState(repositoryFiles);
  const proposed = Object.entries(files).map(([path, content]) => ({
    path,
    change:
      path in renamed ? ("renamed" as const) : path in base ? ("modified" as const) : ("added" as const),
    content: typeof content === "string" ? { kind: "text" as const, text: content } : content,
    before: renamed[path] ?? base[path] ?? null,
  }));
  const pr = pullRequestFacts({
    title: "Draw G-LIN-FL",
    files: proposed.map(({ path, change }) => ({ path, change })),
    ...change,
  });
  const { catalog, config } = state;
  const parsed = changedSources(proposed).map(
    ({ text }) => [text, syntax?.get(text) ?? { kind: "parses", diagramType: "flowchart-v2" }] as const,
  );
  const contents = { headSha: pr.headSha, files: proposed, syntax: new Map(parsed) };
  const campaign = {
    catalog,
    config,
    assignments: new Map([...state.assignments].map(([id, file]) => [id, file.assignment])),
    today: "2026-11-24" as CivilDate,
  };
  const { linked, tooMany } = findLinks(
    pr,
    evidenceOf(pr, undefined),
    contents,
    linkContext(campaign, pr.number),
  );
  const references = new Set(linked.keys());
  return {
    pr,
    contents,
    references,
    vouched: vouch(pr, history, (id) => references.has(id)),
    tooMany,
    maintenance: new Set(),
    verifications: new Map([...campaign.assignments].map(([id, one]) => [id, one.verification])),
    files: repositoryFiles,
    state,
    say: english,
    links,
    campaign,
    hasRole: (role, { login }) => role === "reviewer" && reviewers.includes(login),
    url: "https://github.com/atlas/diagrams",
    trackerUrl: "https://github.com/atlas/diagrams/blob/main/TRACKER.md",
  };
}

/** Shows all that the checklist asks a drawing for. */
export const GOOD = `flowchart LR
  LB["NLB<br/>2M requests/s"]:::edge -->|"p50: 1ms, p99: 8ms"| L["etcd leader<br/>r5.24xlarge, 5 nodes"]:::state
  L -->|leader crashes: re-election in 5s| F["Follower<br/>$4,200/month"]:::state
  classDef edge fill:#0066CC,stroke:#004499,color:#fff
  classDef state fill:#FF8800,stroke:#CC6600,color:#fff
`;

/** The report on a pull request that is about a diagram. */
export function checkGates(setting: CheckSetting): CheckReport {
  const report = gatesCheck(checkInput(setting));
  if (report === null) throw new Error("the pull request is about a diagram");
  return report;
}
