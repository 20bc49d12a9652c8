import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Shell } from "../../src/cli/shell.ts";
import { type Ran, runCli } from "./run-cli.ts";

const NOW = "2026-03-01T12:00:00Z";

/** A folder with a git repository in it, and the command line running there within this process. */
export class Clone {
  readonly root: string;

  constructor({ origin }: { origin?: string } = {}) {
    this.root = mkdtempSync(join(tmpdir(), "diagram-tracker-cli-"));
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true }));
    this.git("init", "--quiet");
    if (origin) this.git("remote", "add", "origin", origin);
  }

  run(args: readonly string[], options: Partial<Shell> & { stdin?: string } = {}): Promise<Ran> {
    return runCli(args, { cwd: this.root, now: () => Date.parse(NOW), ...options });
  }

  /** Runs with `--json` and reads it back. */
  async json(...args: string[]): Promise<unknown> {
    const { out } = await this.run([...args, "--json"]);
    return JSON.parse(out);
  }

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  bytes(path: string): Buffer {
    return readFileSync(join(this.root, path));
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  /** Every file with its bytes, to see what a command did. */
  files(): Map<string, string> {
    const entries = readdirSync(this.root, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.root.length + 1))
      .filter((path) => !path.startsWith(".git/"))
      .sort();
    return new Map(paths.map((path) => [path, readFileSync(join(this.root, path), "latin1")]));
  }

  git(...args: string[]): void {
    execFileSync("git", ["-C", this.root, ...args], { stdio: "pipe" });
  }
}

export const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/trackers/${name}`, import.meta.url), "utf8");

/** A clone with the Atlas's tracker imported. */
export async function atlas(): Promise<Clone> {
  const clone = new Clone({ origin: "https://github.com/atlas/diagrams.git" });
  clone.write("old.md", fixture("atlas-seed.md"));
  await clone.run(["init", "--from", "old.md"]);
  return clone;
}

const CATALOG = `categories:
  - name: Optics
    planned: 4
    groups:
      - key: OP1
        name: Mirrors
        planned: 3
        diagrams: { OP-MIR-A: Primary, OP-MIR-B: 'A very long name of a mirror that nobody can read at once' }
phases:
  - { name: "Phase 1: First", items: [{ match: OP-MIR-B }] }
`;

/** A small campaign with progress in it. */
export async function optics(): Promise<Clone> {
  const clone = new Clone({ origin: "git@github.com:stars/charts.git" });
  clone.write("catalog/optics.yml", CATALOG);
  clone.write(
    "assignments/OP-MIR-A.yml",
    "assignment:\n  diagram_id: OP-MIR-A\n  assignee: ada\n  start_date: 2026-02-20\n  due_date: 2026-03-06\n  status: in_progress\n",
  );
  await clone.run(["render"]);
  return clone;
}
