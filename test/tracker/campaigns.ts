import { type Assignment, pendingAssignment } from "../../src/domain/assignment.ts";
import { buildCatalog } from "../../src/domain/build-catalog.ts";
import type { Campaign } from "../../src/domain/campaign.ts";
import { type CatalogFile, catalogFileSchema } from "../../src/domain/catalog-file.ts";
import type { CivilDate } from "../../src/domain/civil-date.ts";
import { configSchema } from "../../src/domain/config.ts";
import type { DiagramId } from "../../src/domain/diagram-id.ts";
import { parseYaml } from "../../src/domain/parse-yaml.ts";

export const URL = "https://github.com/stars/charts";

/** A campaign from the text of a catalog file, with some assignments that differ from untouched ones. */
export function campaignOf(
  catalogYaml: string,
  assignments: Record<string, Partial<Assignment>> = {},
  config: object = {},
  today = "2026-03-01",
): Campaign {
  const parsed = parseYaml("catalog/all.yml", catalogYaml, catalogFileSchema);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return {
    catalog: catalogOf(parsed.value),
    config: configSchema.parse(config),
    assignments: new Map(
      Object.entries(assignments).map(([key, change]) => {
        const id = key as DiagramId;
        return [id, { ...pendingAssignment(id), ...change }];
      }),
    ),
    today: today as CivilDate,
  };
}

function catalogOf(content: CatalogFile) {
  return buildCatalog([{ path: "catalog/all.yml", content }]).catalog;
}

export const SMALL = `
categories:
  - name: Optics
    planned: 12
    groups:
      - key: OP1
        name: Mirrors
        planned: 3
        diagrams: { OP-MIR-A: Primary, OP-MIR-B: Secondary }
      - key: OP2
        name: Lenses
        planned: 1
        diagrams: { OP-LEN-A: Corrector }
  - name: Domes
    planned: 1
    groups:
      - key: DM1
        name: Shutters
        planned: 1
        diagrams: { DM-SHU-A: Upper }
  - name: Archive
    planned: 1500
phases:
  - name: First
    when: Week 1
    items:
      - { match: OP-MIR-*, label: Mirrors, planned: 3 }
      - { match: OP-MIR-A }
  - name: Later
    items:
      - { match: DM-SHU-A, label: Upper shutter }
      - { match: AR-TAP-*, planned: 2 }
`;
