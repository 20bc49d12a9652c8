import { readdirSync, readFileSync } from "node:fs";
import { siteAssets } from "../../src/cli/site-assets.ts";
import type { Assignment } from "../../src/domain/assignment.ts";
import { pendingAssignment } from "../../src/domain/assignment.ts";
import type { Campaign } from "../../src/domain/campaign.ts";
import { addDays, type CivilDate } from "../../src/domain/civil-date.ts";
import type { DiagramId } from "../../src/domain/diagram-id.ts";
import { readRepositoryState } from "../../src/domain/repository-state.ts";
import type { SourceFile } from "../../src/domain/source-file.ts";
import { seededRandom } from "../../src/playground/github/start-github.ts";
import { renderSite } from "../../src/site/render-site.ts";
import type { SiteInput } from "../../src/site/site-input.ts";

const TODAY = "2026-11-24" as CivilDate;
const PEOPLE = ["ada", "grace", "linus-t", "maria", "kenji", "Zoë", "octo-cat", "sam"];
const ATLAS = new URL("../../catalog/", import.meta.url);

/** What a site is made of, for a made campaign. */
export function siteInput(campaign: Campaign, more: Partial<SiteInput> = {}): SiteInput {
  return {
    campaign,
    isBroken: () => false,
    isPaused: false,
    repository: "https://github.com/atlas/diagrams",
    base: "https://atlas.github.io/diagrams/",
    commit: { oid: "4f1c2a9b7d3e5f60718293a4b5c6d7e8f9012345", at: "2026-11-24T09:30:00Z" },
    drawings: new Map(),
    hasClaimForm: true,
    assets: siteAssets,
    ...more,
  };
}

/** All files of a site, by path. */
export function filesOf(input: SiteInput): Map<string, string | Uint8Array> {
  return new Map([...renderSite(input)].map(({ path, content }) => [path, content]));
}

/** The Atlas's own catalog. */
export function atlasCatalog(): SourceFile[] {
  return readdirSync(ATLAS).map((name) => ({
    path: `catalog/${name}`,
    text: readFileSync(new URL(name, ATLAS), "utf8"),
  }));
}

/** Categories with groups of eight, of which so much is named: a file for each, as nobody reads larger ones. */
export function madeCatalog(count: number, { categories = 8, named = 1 } = {}): SourceFile[] {
  const groups = Math.ceil(count / 8);
  return Array.from({ length: categories }, (_, category) => {
    const lines = ["categories:", `  - name: Category ${category + 1}`];
    const own = Array.from({ length: groups }, (_, group) => group).filter(
      (one) => one % categories === category,
    );
    lines.push(`    planned: ${own.length * 8}`);
    if (own.length > 0) lines.push("    groups:");
    for (const group of own) {
      lines.push(`      - key: K${group}`, `        name: Subject ${group}`, "        planned: 8");
      lines.push("        diagrams:");
      for (let one = 0; one < Math.max(1, 8 * named); one++) {
        lines.push(`          C${category}-G${group}-D${one}: Diagram ${one} of subject ${group}`);
      }
    }
    return { path: `catalog/${String(category).padStart(3, "0")}.yml`, text: `${lines.join("\n")}\n` };
  });
}

/** A campaign of which `share` was begun, over the weeks before today. The same seed, the same campaign. */
export function madeCampaign(
  catalog: readonly SourceFile[],
  { share = 0.5, done = 0.6, seed = 7, config = "" } = {},
): Campaign {
  const file = config === "" ? null : { path: ".github/diagram-tracker.yml", text: config };
  const state = readRepositoryState({ config: file, catalog, assignments: [], trackers: [] });
  const [wrong] = state.problems.filter(({ severity }) => severity === "error");
  if (wrong) throw new Error(`${wrong.file}:${wrong.line}: ${wrong.message}`);
  const random = seededRandom(seed);
  const assignments = new Map<DiagramId, Assignment>();
  let pull = 10;
  for (const id of state.catalog.diagrams.keys()) {
    if (random() >= share) continue;
    const assignee = PEOPLE[Math.floor(random() * PEOPLE.length)] ?? "ada";
    const start_date = addDays(TODAY, -Math.floor(random() * 140) - 3);
    const base = { ...pendingAssignment(id), assignee, start_date, due_date: addDays(start_date, 14) };
    const way = random();
    if (way < done) {
      const completion_date = addDays(start_date, Math.min(3 + Math.floor(random() * 20), 3));
      const verification = { ...base.verification, verified_by: "grace", verified_on: completion_date };
      const sources = [
        { url: "https://etcd.io/docs/v3.5/learning/api_guarantees/", title: "etcd: API guarantees" },
      ];
      assignments.set(id, {
        ...base,
        status: "complete",
        completion_date,
        pr_number: pull++,
        verification,
        sources,
      });
    } else if (way < done + (1 - done) / 2) {
      assignments.set(id, { ...base, status: "review", pr_number: pull++, reviewer: "grace" });
    } else {
      const late = random() < 0.3;
      const due_date = addDays(TODAY, late ? -5 : 6);
      assignments.set(id, { ...base, status: "in_progress", start_date: addDays(due_date, -14), due_date });
    }
  }
  return { catalog: state.catalog, config: state.config, assignments, today: TODAY };
}

const KINDS = {
  atlas: () => madeCampaign(atlasCatalog(), { share: 0.55 }),
  empty: () => madeCampaign(atlasCatalog(), { share: 0 }),
  nothing: () => madeCampaign([{ path: "catalog/a.yml", text: "categories: []\n" }]),
  finished: () => madeCampaign(madeCatalog(64), { share: 1, done: 1 }),
  one: () => madeCampaign(madeCatalog(24, { categories: 1 })),
  many: () => madeCampaign(madeCatalog(2400, { categories: 300, named: 0.25 })),
  grown: () => madeCampaign(madeCatalog(1233)),
} as const;

export type Kind = keyof typeof KINDS;

export function campaignOfKind(kind: Kind): Campaign {
  return KINDS[kind]();
}
