import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/all.ts";
import { COMPLETION_SCRIPTS } from "../../src/cli/completion-scripts.ts";
import { Clone, optics } from "./clone.ts";

/** What is offered for the last of the words. */
async function offered(clone: Clone, ...words: string[]): Promise<string[]> {
  const { code, out, err } = await clone.run(["complete", "--", ...words]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return out === "" ? [] : out.split("\n");
}

test("the first word is a command or an option of all", async () => {
  const clone = new Clone();
  expect(await offered(clone, "")).toEqual(
    expect.arrayContaining([...Object.keys(COMMANDS), "--repo", "--json", "--help"]),
  );
  expect(await offered(clone, "re")).toEqual(["render", "replay", "reconcile"]);
  expect(await offered(clone, "nothing")).toEqual([]);
});

test("behind a command stand its options, each once", async () => {
  const clone = new Clone();
  expect(await offered(clone, "render", "--c")).toEqual(["--check"]);
  expect(await offered(clone, "render", "--check", "--c")).toEqual([]);
});

test("an argument of few words has these", async () => {
  const clone = new Clone();
  expect(await offered(clone, "inbox", "")).toEqual(
    expect.arrayContaining(["list", "show", "retry", "drop"]),
  );
  expect(await offered(clone, "inbox", "list", "--state", "")).toEqual([
    "waiting",
    "leased",
    "held",
    "set-aside",
  ]);
  expect(await offered(clone, "completion", "z")).toEqual(["zsh"]);
});

test("where an ID may stand, those of the campaign do, and their groups", async () => {
  const clone = await optics();
  const ids = await offered(clone, "status", "");
  const [id = ""] = ids;
  expect(await offered(clone, "status", id.slice(0, -1))).toContain(id);
  expect(await offered(new Clone(), "--repo", clone.root, "status", id.slice(0, -1))).toContain(id);
  expect(ids.some((word) => word.endsWith("-*"))).toBe(true);
  expect(await offered(new Clone(), "status", "G")).toEqual([]);
});

describe("the script for bash", () => {
  test("asks for what stands before the cursor", () => {
    const script = `diagram-tracker() { printf '%s\\n' "$@"; }
${COMPLETION_SCRIPTS.bash}
COMP_WORDS=(diagram-tracker status "G LIN" rest); COMP_CWORD=2; _diagram_tracker; printf '%s|' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
    expect({ stdout, stderr }).toEqual({ stdout: "complete|--|status|G LIN|", stderr: "" });
  });
});
