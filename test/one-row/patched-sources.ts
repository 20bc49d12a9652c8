import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What the scripts of this folder read, beside the sources. */
const COPIED = [
  "src",
  "app.yml",
  "package.json",
  "README.md",
  ".github/docs/gates.md",
  "test/one-row",
  "test/gates/check-input.ts",
  "test/decide/pull-request-facts.ts",
  "test/guarantees-catalog.ts",
];

/** One change of a source file: a new file, or some text behind or instead of one that stands in it once. */
export type Patch =
  | { readonly path: string; readonly write: string }
  | { readonly path: string; readonly after: string; readonly add: string }
  | { readonly path: string; readonly replace: string; readonly by: string };

/** A copy of the project's sources to change and run, as somebody does who adds something. */
export class PatchedSources {
  readonly root: string;

  constructor(patches: readonly Patch[]) {
    this.root = mkdtempSync(join(tmpdir(), "diagram-tracker-one-row-"));
    for (const path of COPIED) cpSync(join(ROOT, path), join(this.root, path), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(this.root, "node_modules"));
    const tsconfig = {
      extends: "./base.json",
      include: ["src"],
      exclude: ["src/playground", "src/site/client"],
    };
    cpSync(join(ROOT, "tsconfig.json"), join(this.root, "base.json"));
    writeFileSync(join(this.root, "tsconfig.json"), JSON.stringify(tsconfig));
    for (const patch of patches) this.apply(patch);
  }

  /** What the compiler has against it, a line each: `src/a.ts(1,2): error TS…: …`. */
  compile(): string[] {
    const compiler = join(ROOT, "node_modules/.bin/tsc");
    const { stdout, error } = spawnSync(compiler, ["--noEmit", "--pretty", "false", "-p", this.root], {
      cwd: this.root,
      encoding: "utf8",
    });
    if (error) throw error;
    return stdout.split("\n").filter((line) => /^\S.*: error TS/.test(line));
  }

  /** Runs a file of the copy, in the folder, and gives back what it prints. */
  run(path: string, args: readonly string[] = [], cwd = this.root): string {
    const { status, stdout, stderr, error } = spawnSync(process.execPath, [join(this.root, path), ...args], {
      cwd,
      encoding: "utf8",
      // Of no use to anybody else, and gone with it.
      env: { ...process.env, NODE_COMPILE_CACHE: join(this.root, "compiled") },
    });
    if (error) throw error;
    if (status !== 0) throw new Error(`${path} ended with ${status}:\n${stdout}${stderr}`);
    return stdout;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private apply(patch: Patch): void {
    const file = join(this.root, patch.path);
    if ("write" in patch) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, patch.write);
      return;
    }
    const text = readFileSync(file, "utf8");
    const found = "after" in patch ? patch.after : patch.replace;
    if (text.split(found).length !== 2) {
      throw new Error(`${JSON.stringify(found)} does not stand in ${patch.path} once; patch another place`);
    }
    const instead = "after" in patch ? found + patch.add : patch.by;
    writeFileSync(
      file,
      text.replace(found, () => instead),
    );
  }
}
