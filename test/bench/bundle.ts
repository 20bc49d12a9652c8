import { execFileSync, spawnSync } from "node:child_process";
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { middle, ms } from "./measure.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SOURCE = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const RUNS = 3;

const COMMANDS: readonly (readonly string[])[] = [
  ["--version"],
  ["init", "--dry-run"],
  ["status"],
  ["render", "--check"],
  ["validate"],
  ["completion", "bash"],
];

/** What one installs, and how long each command takes to start, against the same from source. `server` has the server. */
export function benchBundle(): void {
  const folder = mkdtempSync(join(tmpdir(), "bench-package-"));
  try {
    const [packed = ""] = timed("The bundle and its package", () =>
      npm(["pack", "--silent", "--pack-destination", folder], ROOT).split("\n").slice(-1),
    );
    const home = join(folder, "home");
    mkdirSync(home);
    const tarball = join(folder, packed);
    timed("Installed into an empty folder", () =>
      npm(["install", "--offline", "--no-audit", "--no-fund", "--prefix", home, tarball], home),
    );
    console.log(`  package ${megabytes(tarball)}`);
    describeInstall("installed", join(home, "node_modules"));
    describeInstall("a clone's node_modules, for what runs from source", join(ROOT, "node_modules"));
    benchCommands(folder, join(home, "node_modules/diagram-tracker/dist/diagram-tracker.js"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function timed<T>(what: string, work: () => T): T {
  const start = performance.now();
  const result = work();
  console.log(`${what}: ${ms(performance.now() - start)}`);
  return result;
}

function npm(args: readonly string[], cwd: string): string {
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).trim();
}

function describeInstall(name: string, modules: string): void {
  const packages = readdirSync(modules)
    .filter((one) => !one.startsWith("."))
    .flatMap((one) => (one.startsWith("@") ? readdirSync(join(modules, one)) : [one]));
  console.log(`  ${name}: ${megabytes(modules)}, ${packages.length} packages at the top`);
}

function megabytes(path: string): string {
  return `${(bytesOf(path) / 1e6).toFixed(1)} MB`;
}

function bytesOf(path: string): number {
  const found = lstatSync(path);
  if (!found.isDirectory()) return found.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}

interface Measured {
  readonly wall: number;
  /** Of all cores, in ms: a busy machine changes it least. */
  readonly cpu: number;
  readonly megabytes: number;
}

const SAY_AT_EXIT = `process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  process.stderr.write("\\nused " + (user + system) + " " + process.memoryUsage.rss());
});`;
const PRELOAD = `--import=data:text/javascript,${encodeURIComponent(SAY_AT_EXIT)}`;

function measure(
  args: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Measured {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [PRELOAD, ...args], {
    ...{ cwd, encoding: "utf8", env: { ...process.env, ...env } },
  });
  const wall = performance.now() - start;
  const [, cpu, rss] = /\nused (\d+) (\d+)$/.exec(stderr) ?? [];
  if (status !== 0 || cpu === undefined) throw new Error(`${args.join(" ")} failed: ${stderr}`);
  return { wall, cpu: Number(cpu) / 1000, megabytes: Number(rss) / 1024 ** 2 };
}

function benchCommands(folder: string, bundled: string): void {
  const cwd = join(folder, "campaign");
  mkdirSync(cwd);
  measure([bundled, "init"], { cwd, env: {} });
  console.log(`Each command: time (of a core), and memory at its end; medians of ${RUNS}`);
  const show = (all: readonly Measured[]) => {
    const [wall, cpu, held] = (["wall", "cpu", "megabytes"] as const).map((key) =>
      middle(all.map((one) => one[key])),
    );
    return `${ms(wall ?? 0)} (${ms(cpu ?? 0)}) ${held?.toFixed(0)} MB`;
  };
  const some = (args: readonly string[], env: Readonly<Record<string, string>>) =>
    show(Array.from({ length: RUNS }, () => measure(args, { cwd, env })));
  console.log(`  a Node that does nothing: ${some(["-e", "0"], {})}`);
  const kept = { NODE_COMPILE_CACHE: join(folder, "cache") };
  for (const args of COMMANDS) {
    console.log(`  ${args.join(" ")}`);
    for (const [name, main] of [
      ["bundle", bundled],
      ["source", SOURCE],
    ] as const) {
      const cold = some([main, ...args], { NODE_DISABLE_COMPILE_CACHE: "1" });
      measure([main, ...args], { cwd, env: kept });
      console.log(
        `    ${name}: nothing compiled is kept ${cold}; after the first time ${some([main, ...args], kept)}`,
      );
    }
  }
}
