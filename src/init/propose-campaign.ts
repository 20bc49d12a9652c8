/** What `init` would make of a repository, chosen among its documents. Pure; the documents are anybody's. */
import type { CivilDate } from "../domain/civil-date.ts";
import { CONFIG_PATH, DEFAULT_CONFIG } from "../domain/config.ts";
import { readConfig } from "../domain/read-config.ts";
import { SCHEMA_FOLDER } from "../domain/schemas/schema-names.ts";
import type { FileChange, OwnerDefaults, SourceFile } from "../domain/source-file.ts";
import type { CampaignProposal } from "../facts/onboarding-facts.ts";
import { findRegions } from "../tracker/regions.ts";
import { type InitPlan, planInit } from "./plan-init.ts";
import { claimForm } from "./templates/claim-form.ts";
import { proposeForm } from "./templates/propose-form.ts";
import { PULL_REQUEST_TEMPLATES, pullRequestTemplate } from "./templates/pull-request-template.ts";

export interface ProposeInput {
  /** Those that may be trackers, the likeliest first. */
  readonly documents: readonly SourceFile[];
  readonly config: SourceFile | null;
  /** What lies beneath it. */
  readonly defaults?: OwnerDefaults | undefined;
  /** Every path of the repository that matters here: documents, templates, and what lies in the campaign's folders. */
  readonly paths: readonly string[];
  readonly url: string;
  readonly today: CivilDate;
}

/** A list of links with an ID by chance is no tracker. */
const FEWEST = 3;

export function proposeCampaign(input: ProposeInput): Omit<CampaignProposal, "mode"> {
  const guide = GUIDES.find((path) => input.paths.includes(path)) ?? PULL_REQUEST_TEMPLATES[0];
  const plans = input.documents.flatMap((tracker) => {
    const plan = planWith(input, guide, tracker);
    return plan === null ? [] : [{ tracker, plan }];
  });
  const [best] = plans.toSorted((one, other) => other.plan.found.diagrams - one.plan.found.diagrams);
  const plan = best?.plan ?? planInit({ ...shared(input, guide), tracker: null });
  const files: FileChange[] = [...plan.files, ...courtesies(input.paths, plan.example)];
  return {
    tracker: best?.tracker.path ?? null,
    files,
    problems: plan.problems,
    found: plan.found,
    example: plan.example,
    guide,
    summary: summaryIn(plan, input),
    inTheWay: files
      .map(({ path }) => path)
      .filter(
        (path) =>
          path !== best?.tracker.path && !path.startsWith(`${SCHEMA_FOLDER}/`) && input.paths.includes(path),
      ),
  };
}

const GUIDES = [
  ".github/CONTRIBUTING.md",
  "CONTRIBUTING.md",
  "docs/CONTRIBUTING.md",
  ...PULL_REQUEST_TEMPLATES,
];

function shared({ config, defaults, url, today }: ProposeInput, guide: string) {
  return { config, defaults, url, today, guide };
}

/** Null: it is no tracker, or one that nothing can be taken from without a loss. */
function planWith(input: ProposeInput, guide: string, tracker: SourceFile): InitPlan | null {
  // A configuration that is there says where the tracker is.
  if (input.config !== null && !trackersOf(input).includes(tracker.path)) return null;
  const plan = planInit({ ...shared(input, guide), tracker, path: tracker.path });
  const isTaken = plan.losses.length === 0 && plan.unreadable.length === 0 && plan.found.diagrams >= FEWEST;
  return isTaken ? plan : null;
}

/** What a repository without such a thing gets beside the campaign. */
function courtesies(paths: readonly string[], example: string): FileChange[] {
  const hasTemplate = PULL_REQUEST_TEMPLATES.some((one) =>
    paths.some((path) => path === one || path.startsWith(`${one}/`)),
  );
  const forms = [claimForm(example), proposeForm(example)].filter(({ path }) => !paths.includes(path));
  return [...(hasTemplate ? [] : [pullRequestTemplate(example)]), ...forms];
}

/** The first of these that the document has says most in a few lines. */
const SHOWN = ["summary", "phases", "details"] as const;

function summaryIn({ files }: InitPlan, input: ProposeInput): string {
  const paths = new Set([...input.documents.map(({ path }) => path), ...trackersOf(input)]);
  const regions = files
    .filter(({ path }) => paths.has(path) && path !== CONFIG_PATH)
    .flatMap(({ path, text }) => findRegions({ path, text }).regions.map((region) => ({ ...region, text })));
  for (const name of SHOWN) {
    const shown = regions.find((region) => region.name === name);
    if (shown) return withoutComments(shown.text.slice(shown.start, shown.end));
  }
  return "";
}

/** Those that keep formatters away are whole lines. */
function withoutComments(region: string): string {
  return region
    .split("\n")
    .filter((line) => !line.startsWith("<!--"))
    .join("\n")
    .trim();
}

function trackersOf({ config, defaults }: ProposeInput): readonly string[] {
  const read = readConfig(config, defaults);
  return (read.ok ? read.value : DEFAULT_CONFIG).paths.tracker;
}
