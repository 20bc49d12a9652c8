import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../src/release/main.ts", import.meta.url));

/** A clone with one commit and a tag, the repository that it came from, and programs that only note how they were called. */
export class Scratch {
  readonly folder: string = mkdtempSync(join(tmpdir(), "release-"));
  readonly clone: string = join(this.folder, "clone");
  readonly origin: string = join(this.folder, "origin.git");
  /** Where its programs are found. */
  readonly path: string = `${join(this.folder, "bin")}:${process.env["PATH"]}`;
  readonly #bin = join(this.folder, "bin");

  constructor(files: Readonly<Record<string, string>>) {
    mkdirSync(this.#bin);
    mkdirSync(this.clone);
    execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", this.origin]);
    this.git("init", "--quiet", "--initial-branch=main");
    this.git("remote", "add", "origin", this.origin);
    this.write(files);
    this.commit("The first");
    this.git("push", "--quiet", "origin", "main");
  }

  git(...args: string[]): string {
    const who = ["-c", "user.name=ada", "-c", "user.email=ada@example.com"];
    return execFileSync("git", [...who, ...args], { cwd: this.clone, encoding: "utf8" }).trim();
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.clone, path)), { recursive: true });
      writeFileSync(join(this.clone, path), text);
    }
  }

  commit(message: string): string {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", message);
    return this.git("rev-parse", "HEAD");
  }

  /** A program that notes its arguments and what it was told, and then does `more` of a shell. */
  pretend(program: string, more = ""): void {
    const path = join(this.#bin, program);
    const noted = join(this.folder, `${program}.calls`);
    writeFileSync(
      path,
      `#!/bin/sh\n{ printf '%s\\n' "$@"; echo "<"; cat; echo; echo "---"; } >> '${noted}'\n${more}\n`,
    );
    chmodSync(path, 0o755);
  }

  /** How a pretended program was called: its arguments, and what it was told. */
  calls(program: string): { readonly args: readonly string[]; readonly input: string }[] {
    const noted = join(this.folder, `${program}.calls`);
    if (!existsSync(noted)) return [];
    return readFileSync(noted, "utf8")
      .split("---\n")
      .filter(Boolean)
      .map((call) => {
        const [args = "", input = ""] = call.split("\n<\n");
        return { args: args.split("\n"), input: input.trim() };
      });
  }

  /** A step of the workflow, in the clone. Throws where it fails. */
  step(words: readonly string[], env: Readonly<Record<string, string>>): void {
    const { status, stderr } = this.tryStep(words, env);
    if (status !== 0) throw new Error(stderr);
  }

  tryStep(words: readonly string[], env: Readonly<Record<string, string>>) {
    return spawnSync(process.execPath, [MAIN, ...words], {
      cwd: this.clone,
      encoding: "utf8",
      env: { ...process.env, ...env, PATH: this.path },
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
