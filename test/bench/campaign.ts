import type { RepositoryFiles, SourceFile } from "../../src/domain/source-file.ts";

const SUFFIXES = ["FL", "SQ", "ST", "FA", "PR", "CO", "IM", "SC"];

/** The files of a campaign of about `count` diagrams in 8 categories, of which a third was claimed. */
export function campaignFiles(count: number): RepositoryFiles {
  const groups = Math.ceil(count / SUFFIXES.length);
  const catalog: SourceFile[] = [];
  const assignments: SourceFile[] = [];
  for (let category = 0; category < 8; category++) {
    const lines = [
      "categories:",
      `  - name: Category ${category}`,
      `    planned: ${Math.ceil(count / 8)}`,
      "    groups:",
    ];
    for (let group = category; group < groups; group += 8) {
      lines.push(
        `      - key: K${group}`,
        `        name: Group ${group}`,
        "        planned: 8",
        "        diagrams:",
      );
      SUFFIXES.forEach((suffix, index) => {
        const id = `C${category}-G${group}-${suffix}`;
        lines.push(`          ${id}: Diagram ${suffix} of ${group}`);
        if (index % 3 === 0) assignments.push({ path: `assignments/${id}.yml`, text: assignment(id, group) });
      });
    }
    catalog.push({ path: `catalog/0${category}.yml`, text: `${lines.join("\n")}\n` });
  }
  return { config: null, catalog, assignments, trackers: [] };
}

function assignment(id: string, group: number): string {
  return `assignment:
  diagram_id: ${id}
  assignee: user-${group % 997}
  start_date: 2026-11-01
  due_date: 2026-11-15
  reviewer: null
  status: complete

  sources:
    - url: https://example.org/${id}

  verification:
    data_current: 2026
    metrics_verified: true
    cost_included: false
    verified_by: grace

  pr_number: ${group + 1}
  completion_date: 2026-11-12
`;
}
