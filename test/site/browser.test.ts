import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DiagramId } from "../../src/domain/diagram-id.ts";
import { findChromium } from "./find-chromium.ts";
import { hostileSite } from "./hostile-site.ts";
import { campaignOfKind, filesOf, siteInput } from "./made-sites.ts";
import { serveSite } from "./serve-site.ts";

const AXE = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const MERMAID = {
  path: "diagrams/G-LIN-SQ.md",
  line: 3,
  kind: "mermaid",
  text: "flowchart LR\n  A --> B\n",
  picture: null,
};

/** Runs in the page: what axe finds, in a line each. */
const violations = `async (options) => (await axe.run(options)).violations.map(
  ({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 200)).join(" | "))`;

let browser: Browser;
let site: Awaited<ReturnType<typeof serveSite>>;
let hostile: Awaited<ReturnType<typeof serveSite>>;

beforeAll(async () => {
  const drawings = new Map([["G-LIN-SQ" as DiagramId, [MERMAID]]]);
  site = await serveSite(filesOf(siteInput(campaignOfKind("atlas"), { drawings })));
  hostile = await serveSite(filesOf(hostileSite()));
  browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
});

afterAll(async () => {
  await browser?.close();
  site?.close();
  hostile?.close();
});

/** A page of its own, and what the browser complained of in it. */
async function open(
  address: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext(options);
  // However busy the machine is: what hangs is ended by the test's own limit.
  context.setDefaultTimeout(0);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => complaints.push(`dialog ${dialog.message()}`));
  await page.goto(address);
  return { page, complaints };
}

const KINDS = [
  "",
  "map/",
  "list/?status=free",
  "c/guarantees/",
  "g/g01/",
  "d/G-LIN-SQ/",
  "d/M-PAR-CO/",
].concat(...["p/phase-1-core-concepts/", "u/ada/", "review/", "embed/", "404.html"]);

test("axe finds nothing on any kind of page, light or dark, and each fits 320 pixels", async () => {
  const { page, complaints } = await open(site.url, { viewport: { width: 320, height: 640 } });
  for (const path of KINDS) {
    await page.goto(`${site.url}${path}`);
    // A list by address is there when its table says so.
    if (path.startsWith("list")) await page.waitForSelector("caption:has-text('46 diagrams')");
    expect(await page.evaluate("document.documentElement.scrollWidth"), path).toBeLessThanOrEqual(320);
    await page.evaluate(AXE);
    const tags = "['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']";
    expect(await page.evaluate(`(${violations})({ iframes: false, runOnly: ${tags} })`), path).toEqual([]);
    await page.evaluate("document.documentElement.setAttribute('data-theme', 'dark')");
    const dark = await page.evaluate(`(${violations})({ iframes: false, runOnly: ['color-contrast'] })`);
    expect(dark, `${path} in the dark`).toEqual([]);
  }
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("by keyboard alone one comes from the overview to GitHub's form", async () => {
  const { page } = await open(site.url);
  const asked = new Promise<string>((resolve) => {
    void page.route("https://github.com/**", (route) => {
      resolve(route.request().url());
      return route.abort();
    });
  });
  const focused = () => page.evaluate("document.activeElement?.textContent.trim()");
  for (let tabs = 0; (await focused()) !== "Take one"; tabs++) {
    expect(tabs).toBeLessThan(15);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  expect(new URL(await asked).searchParams.get("claim")).toBe("/claim next");
  await page.context().close();
});

test("the map is walked by arrows and by the letters of an ID, and says where one is", async () => {
  const { page } = await open(site.url);
  await page.locator(".walk").focus();
  await page
    .locator(".tip", { hasText: "G-LIN-FL Flow Diagram (Linearizability): In review, ada" })
    .waitFor();
  await page.keyboard.press("ArrowRight");
  await page.locator("[aria-live]", { hasText: "G-LIN-SQ" }).first().waitFor();
  // At once: letters that come a second apart are not one ID, and a busy machine may take that long between two.
  await page.evaluate(
    `for (const key of "cs-ub") document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }))`,
  );
  await page.locator(".tip", { hasText: "CS-UBR-L0" }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/d/CS-UBR-L0/");
  await page.context().close();
});

test("what is searched stands in the address, and going back brings it again", async () => {
  const { page, complaints } = await open(`${site.url}list/`);
  await page.getByLabel("Search by name").fill("raft");
  await page.locator("caption", { hasText: /^1 diagram$/ }).waitFor();
  expect(new URL(page.url()).search).toBe("?q=raft");
  await page.getByLabel("Search by name").fill("");
  await page.locator("input[value=complete]").check();
  await page.locator("caption", { hasText: /^22 diagrams$/ }).waitFor();
  expect(new URL(page.url()).search).toBe("?status=complete");
  await page.goBack();
  await page.locator("caption", { hasText: /^83 diagrams$/ }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("without JavaScript all is there but the search", async () => {
  const { page } = await open(site.url, { javaScriptEnabled: false });
  expect(await page.locator("h2").allTextContents()).toContain("The map");
  await page.getByRole("link", { name: "List" }).click();
  expect(await page.locator("form.filters").isVisible()).toBe(false);
  expect(await page.locator("tbody tr").count()).toBe(83);
  await page.getByRole("link", { name: "Linearizability" }).last().click();
  await page.getByRole("link", { name: "Sequence" }).click();
  expect(await page.locator("pre").textContent()).toBe(MERMAID.text);
  await page.context().close();
});

test("a drawing is drawn in a frame that reaches nothing", async () => {
  const { page, complaints } = await open(`${site.url}d/G-LIN-SQ/`);
  const frame = page.frameLocator("iframe");
  await frame.locator("svg#drawing").waitFor();
  expect(await page.locator("iframe").getAttribute("sandbox")).toBe("allow-scripts");
  await page.locator("details:not([open])").waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("where everything is an attack nothing runs", async () => {
  const { page, complaints } = await open(hostile.url);
  for (const path of ["", "list/?q=script", "d/H-A/", "d/H-B/", "review/", "c/category-2/", "embed/"]) {
    await page.goto(`${hostile.url}${path}`);
    if (path === "d/H-A/") await page.frameLocator("iframe").locator("svg").first().waitFor();
    if (path.startsWith("list")) await page.locator("caption", { hasText: /diagram/ }).waitFor();
    const doing = page.locator("script:not([src]), [onclick], [onerror], img[src=x], style");
    expect(await doing.count(), path).toBe(0);
  }
  // Mermaid lets pictures into labels; the policy of its frame does not let them out of it.
  const tried = complaints.filter(
    (one) => !/^Loading the image .* directive: "default-src 'none'"/.test(one),
  );
  expect(tried).toEqual([]);
  await page.context().close();
});

test("an ID in lower case leads to its page", async () => {
  const { page } = await open(`${site.url}d/g-lin-sq/`);
  await page.waitForURL("**/d/G-LIN-SQ/");
  await page.context().close();
});
