import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Clone, optics } from "./clone.ts";

const DRAWING = "# OP-MIR-A\n\n```mermaid\nflowchart LR\n  A --> B\n```\n";

const page = (clone: Clone, path: string) => clone.read(`public/${path}`);

test("the page of a clone stands in its folder, with drawings and the commit", async () => {
  const clone = await optics();
  clone.write("diagrams/mirror.md", DRAWING);
  clone.write("diagrams/OP-MIR-B.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
  clone.git("add", ".");
  clone.git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "all");
  const ran = await clone.run(["site", "--out", "public", "--base", "https://stars.github.io/charts"]);
  expect(ran).toMatchObject({ code: 0, err: "" });
  expect(ran.out).toMatch(/public: \d+ files, \d+ written\.$/);
  expect(page(clone, "index.html")).toContain(
    `<link rel="canonical" href="https://stars.github.io/charts/">`,
  );
  expect(page(clone, "index.html")).toMatch(
    /As of commit <a href="https:\/\/github.com\/stars\/charts\/commit\/[0-9a-f]{40}"/,
  );
  expect(page(clone, "d/OP-MIR-A/index.html")).toContain(`data-mermaid="../../frame.html"`);
  expect(page(clone, "d/OP-MIR-B/index.html")).toMatch(/<img src="\.\.\/\.\.\/drawings\/[0-9a-f]{16}\.svg"/);
  expect(clone.has("public/frame.html")).toBe(true);
});

test("built again it writes only what differs, and takes away what is no more", async () => {
  const clone = await optics();
  await clone.run(["site", "--out", "public"]);
  const first = await clone.json("site", "--out", "public");
  expect(first).toMatchObject({ changed: 0, removed: 0 });
  writeFileSync(`${clone.root}/public/mine.txt`, "mine");
  clone.write(
    "catalog/optics.yml",
    clone.read("catalog/optics.yml").replace("OP-MIR-B: 'A very", "OP-MIR-C: 'A very"),
  );
  const second = (await clone.json("site", "--out", "public")) as { removed: number; digest: string };
  expect(second.removed).toBeGreaterThan(0);
  expect(second.digest).not.toBe((first as { digest: string }).digest);
  expect(clone.has("public/d/OP-MIR-B")).toBe(false);
  expect(clone.has("public/d/OP-MIR-C/index.html")).toBe(true);
  expect(clone.read("public/mine.txt")).toBe("mine");
});

test("a folder with anything else in it is left alone", async () => {
  const clone = await optics();
  const before = clone.files();
  const ran = await clone.run(["site", "--out", "."]);
  expect(ran.code).toBe(1);
  expect(ran.err).toContain("holds files that no site wrote");
  expect(clone.files()).toEqual(before);
});

test("a list of files that somebody changed deletes nothing outside", async () => {
  const clone = await optics();
  mkdirSync(`${clone.root}/public`);
  clone.write("public/.diagram-tracker-site", JSON.stringify({ "../catalog/optics.yml": "x" }));
  const ran = await clone.run(["site", "--out", "public"]);
  expect(ran.code).toBe(1);
  expect(ran.err).toContain("is not as it was written");
  expect(readFileSync(`${clone.root}/catalog/optics.yml`, "utf8")).toContain("Optics");
});

test.each(["somewhere", "javascript:alert(1)", "https://a.org/?x=1"])(
  "--base %s is no address of a page",
  async (base) => {
    const ran = await (await optics()).run(["site", "--out", "public", "--base", base]);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain("--base");
  },
);
