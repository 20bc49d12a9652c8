/**
 * Who may import whom, from the ground floor up: a file may import from the floors below its own, and from nothing
 * else on its own floor but what stands between the same quotes. Paths are patterns below src/.
 */
const FLOORS = [
  // Pure: no I/O, no clock, no Octokit (biome.json holds that).
  ["domain/"],
  ["facts/"],
  ["tracker/"],
  ["messages/"],
  ["commands/"],
  ["gates/"],
  ["decide/"],
  ["site/"],
  // The world outside.
  ["(assets|site-assets).ts", "(operator-error|database-url|read-given-file).ts"],
  ["clock.ts", "(environment|environment-files|private-key|unsupported-variables).ts", "log/", "metrics/"],
  ["parse-process/"],
  ["mermaid/", "pages/", "yaml/", "sources/", "init/"],
  ["github/", "inbox/"],
  // Facts, decide, carry out: what every front end starts.
  ["(core|day-delivery|parsers|read-files-with).ts"],
  ["(app|bot|create-probot|follow-reachability|warn-of-unfit-modes).ts", "schedule/"],
  // Front ends.
  ["server/"],
  ["(host.ts|serve.ts|register-app.ts|(warm-start|needs-node).mjs)"],
  ["doctor/"],
  ["action/"],
  ["cli/"],
  // Speaks at a terminal as the command line does.
  ["playground/"],
  ["bundle/", "docs/", "release/"],
];

/** All that anybody knows of the stand-in GitHub. Its own tests look inside. */
const STAND_IN_FACE = "^src/playground/github/(start-github|repository-handle)[.]ts$";

const room = (pattern) => `^src/${pattern.replaceAll(".", "[.]")}`;
const rooms = FLOORS.flat().map(room);
const UPWARD =
  "The floors in .dependency-cruiser.mjs: import from below only, or move what both need further down.";

const floors = FLOORS.flatMap((floor, level) => {
  const above = FLOORS.slice(level + 1).flat();
  return floor.flatMap((pattern) => {
    const forbidden = [...above, ...floor.filter((other) => other !== pattern)];
    if (forbidden.length === 0) return [];
    return {
      name: "from-floors-below-only",
      comment: UPWARD,
      severity: "error",
      from: { path: room(pattern) },
      to: { path: forbidden.map(room) },
    };
  });
});

const UNKNOWN = "Give the new folder or file its floor in .dependency-cruiser.mjs.";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-circle-of-files",
      comment: "Move what both files need into a third one; an `import type` is an import, too.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-circle-of-folders",
      comment: "One of the two folders has something that belongs into the other one, or below both.",
      severity: "error",
      scope: "folder",
      from: {},
      to: { circular: true },
    },
    ...floors,
    {
      name: "floor-unknown",
      comment: UNKNOWN,
      severity: "error",
      from: { path: "^src/", pathNot: rooms },
      to: {},
    },
    {
      name: "floor-of-imported-unknown",
      comment: UNKNOWN,
      severity: "error",
      from: {},
      to: { path: "^src/", pathNot: rooms },
    },
    {
      name: "stand-in-by-its-face",
      comment: "Whatever of the stand-in GitHub is needed outside it belongs into its face.",
      severity: "error",
      from: { path: "^(src|test)/", pathNot: "^(src|test)/playground/github/" },
      to: { path: "^src/playground/github/", pathNot: STAND_IN_FACE },
    },
    {
      name: "stand-in-for-playground-and-tests",
      comment: "The product talks to GitHub, and does not know that there is a stand-in for it.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/playground/" },
      to: { path: "^src/playground/" },
    },
    {
      name: "no-src-on-tests",
      comment: "What the product does not ship cannot be imported by it.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^test/" },
    },
  ],
  options: {
    // TypeScript 7 has no compiler API for it to use; swc keeps imports of types, which a compiler drops.
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    exclude: { path: "node_modules" },
    enhancedResolveOptions: { extensions: [".ts", ".mjs", ".json"] },
  },
};
