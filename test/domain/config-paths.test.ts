import { describe, expect, test } from "vitest";
import { configSchema } from "../../src/domain/config.ts";
import { parseYaml } from "../../src/domain/parse-yaml.ts";
import { renderProblem } from "../../src/domain/problem.ts";

function problems(text: string): string[] {
  const parsed = parseYaml("f.yml", text, configSchema);
  return parsed.ok ? [] : parsed.problems.map(renderProblem);
}

const GIT = "Expected a path outside of `.git`, which is git's own.";
const WORKFLOWS = "Expected a path that leaves `.github/workflows` alone, since GitHub runs what lies there.";

describe("a path that touches what is not the campaign's is refused where it stands", () => {
  test.each([
    ["git's own folder", "paths:\n  catalog: .git\n", `f.yml:2:12: error: \`paths.catalog\`: ${GIT}`],
    ["below it", "paths:\n  diagrams: docs/.git/hooks\n", `f.yml:2:13: error: \`paths.diagrams\`: ${GIT}`],
    ["in capitals", "paths:\n  assignments: .GIT/x\n", `f.yml:2:16: error: \`paths.assignments\`: ${GIT}`],
    [
      "its short name on Windows",
      "paths: { guide: git~1/a.md }\n",
      `f.yml:1:17: error: \`paths.guide\`: ${GIT}`,
    ],
    [
      "with a dot at its end",
      "paths: { catalog: .git./x }\n",
      `f.yml:1:19: error: \`paths.catalog\`: ${GIT}`,
    ],
    [
      "with a letter that nobody sees",
      'paths: { catalog: ".g\\u200cit/x" }\n',
      `f.yml:1:19: error: \`paths.catalog\`: ${GIT}`,
    ],
    [
      "as a stream of NTFS",
      'paths: { catalog: ".git::$INDEX_ALLOCATION/x" }\n',
      `f.yml:1:19: error: \`paths.catalog\`: ${GIT}`,
    ],
    [
      "the second of several documents",
      "paths:\n  tracker:\n    - TRACKER.md\n    - .git/a.md\n",
      `f.yml:4:7: error: \`paths.tracker.1\`: ${GIT}`,
    ],
    [
      "a document outside of the repository",
      "paths:\n  tracker: ../TRACKER.md\n",
      "f.yml:2:12: error: `paths.tracker`: Expected a path inside the repository.",
    ],
    [
      "documents that are none",
      "paths:\n  tracker: { a: 1 }\n",
      "f.yml:2:12: error: `paths.tracker`: Expected a path inside the repository, or a list of them.",
    ],
    [
      "workflows",
      "paths:\n  catalog: .github/workflows\n",
      `f.yml:2:12: error: \`paths.catalog\`: ${WORKFLOWS}`,
    ],
    [
      "below them, in other letters",
      "paths:\n  assignments: .GitHub/Workflows/x\n",
      `f.yml:2:16: error: \`paths.assignments\`: ${WORKFLOWS}`,
    ],
    [
      "the folder that holds them",
      "paths:\n  diagrams: .github\n",
      `f.yml:2:13: error: \`paths.diagrams\`: ${WORKFLOWS}`,
    ],
    [
      "a document among them",
      "paths: { tracker: .github/workflows/a.md }\n",
      `f.yml:1:19: error: \`paths.tracker\`: ${WORKFLOWS}`,
    ],
  ])("%s", (_name, text, expected) => {
    // The value itself is told behind that, where the sentence does not name it.
    expect(problems(text).map((one) => one.replace(/, found `[^`]*`\.$/, "."))).toEqual([expected]);
  });
});

describe("no two kinds of files share a place", () => {
  const END = "Give each a place of its own.";
  test.each([
    [
      "the catalog where the assignments are by default",
      "paths:\n  catalog: assignments\n",
      `f.yml:2:12: error: \`paths.catalog\`: \`assignments\` is \`paths.assignments\`, too. ${END}`,
    ],
    [
      "both written, the same",
      "paths:\n  catalog: plan\n  assignments: plan\n",
      `f.yml:3:16: error: \`paths.assignments\`: \`plan\` is \`paths.catalog\`, too. ${END}`,
    ],
    [
      "the same in capitals",
      "paths:\n  catalog: Assignments\n",
      `f.yml:2:12: error: \`paths.catalog\`: \`Assignments\` is \`paths.assignments\` (\`assignments\`) on many computers. ${END}`,
    ],
    [
      "a tracker among the assignments",
      "paths:\n  tracker: assignments/TRACKER.md\n",
      `f.yml:2:12: error: \`paths.tracker\`: \`assignments/TRACKER.md\` lies inside \`paths.assignments\` (\`assignments\`). ${END}`,
    ],
    [
      "a tracker among the drawings",
      "paths:\n  tracker: [TRACKER.md, diagrams/README.md]\n",
      `f.yml:2:25: error: \`paths.tracker.1\`: \`diagrams/README.md\` lies inside \`paths.diagrams\` (\`diagrams\`). ${END}`,
    ],
    [
      "drawings where the catalog is",
      "paths:\n  diagrams: catalog\n",
      `f.yml:2:13: error: \`paths.diagrams\`: \`catalog\` is \`paths.catalog\`, too. ${END}`,
    ],
    [
      "drawings around the assignments",
      "paths:\n  diagrams: docs\n  assignments: docs/assignments\n",
      `f.yml:2:13: error: \`paths.diagrams\`: \`docs\` holds \`paths.assignments\` (\`docs/assignments\`). ${END}`,
    ],
    [
      "one document twice",
      "paths:\n  tracker: [docs/A.md, docs/a.md]\n",
      `f.yml:2:24: error: \`paths.tracker.1\`: \`docs/a.md\` is \`paths.tracker\` (\`docs/A.md\`) on many computers. ${END}`,
    ],
    [
      "the configuration itself",
      "paths:\n  tracker: .github/diagram-tracker.yml\n",
      `f.yml:2:12: error: \`paths.tracker\`: \`.github/diagram-tracker.yml\` is the configuration, too. ${END}`,
    ],
  ])("%s", (_name, text, expected) => {
    expect(problems(text)).toEqual([expected]);
  });
});

test.each([
  "paths: { catalog: plan/catalog, assignments: plan/assignments, diagrams: plan/diagrams, tracker: plan/README.md }",
  "paths: { catalog: assignments, assignments: catalog }",
  "paths: { tracker: .github/TRACKER.md, guide: .github/docs/guide.md }",
  "paths: { diagrams: docs, guide: docs/how.md }",
  "paths: { catalog: catalog2, assignments: catalogue, diagrams: .gitbook }",
])("places of their own are fine: %s", (text) => {
  expect(problems(text)).toEqual([]);
});
