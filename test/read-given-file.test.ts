import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { explainUnread, readGivenFile } from "../src/read-given-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "given-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

function makePipe(): string {
  execFileSync("mkfifo", [at("pipe")]);
  return at("pipe");
}

function why(path: string): string {
  try {
    return `read: ${readGivenFile(path, 0)}`;
  } catch (error) {
    return explainUnread(error);
  }
}

test("a file is read, an empty one too", () => {
  writeFileSync(at("key.pem"), "grün\n");
  writeFileSync(at("empty"), "");
  expect([at("key.pem"), at("empty")].map((path) => readGivenFile(path))).toEqual(["grün\n", ""]);
});

test("a shell's <(…) is read: what comes late, and in pieces, comes whole", () => {
  const program = fileURLToPath(new URL("../src/read-given-file.ts", import.meta.url));
  const read = `import { readGivenFile } from ${JSON.stringify(program)}; process.stdout.write(readGivenFile(process.argv[1]));`;
  const script = `"$0" --no-warnings --input-type=module --eval "$1" <(sleep 0.1; echo one; sleep 0.1; echo two)`;
  const said = execFileSync("bash", ["-c", script, process.execPath, read], { encoding: "utf8" });
  expect(said).toBe("one\ntwo\n");
});

test("a pipe that nobody writes to, or that somebody holds and is silent, is refused", () => {
  const pipe = makePipe();
  expect(why(pipe)).toBe("is a pipe out of which nothing came for 5 seconds");
  const writer = openSync(pipe, "r+");
  expect(why(pipe)).toBe("is a pipe out of which nothing came for 5 seconds");
  writeSync(writer, "half a key");
  // It may go on: half of it is nothing.
  expect(why(pipe)).toBe("is a pipe out of which nothing came for 5 seconds");
  closeSync(writer);
});

test("what is neither is refused, however much it would give", async () => {
  const server = createServer().listen(at("socket"));
  await new Promise((resolve) => server.once("listening", resolve));
  writeFileSync(at("large"), "");
  truncateSync(at("large"), 2 ** 40);
  expect(["/dev/zero", "/dev/null", at("socket")].map(why)).toEqual(
    Array(3).fill("is a device or a socket, and no file"),
  );
  expect(why(at("large"))).toBe("is larger than a megabyte");
  expect(why(folder)).toBe("is a folder");
  expect(why(at("nothing"))).toBe("is not there");
  server.close();
});
