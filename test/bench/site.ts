import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { writeSite } from "../../src/cli/write-site.ts";
import { renderSite } from "../../src/site/render-site.ts";
import { findChromium } from "../site/find-chromium.ts";
import { atlasCatalog, filesOf, madeCampaign, madeCatalog, siteInput } from "../site/made-sites.ts";
import { serveSite } from "../site/serve-site.ts";
import { middle, ms } from "./measure.ts";

const KEYS = 50;
const WORDS = ["subject 12", "diagram 3", "c1-g9", "ada", "category 4 subject"];

/** From the files to a folder, what a browser needs before it paints, and from a key to the list that it filters. */
export async function benchSite(): Promise<void> {
  console.log(
    "The page (budget at 20,000: build 5 s, 300 KB before the first paint, filter 50 ms at the 95th percentile)",
  );
  const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
  try {
    for (const count of [83, 1_233, 20_000]) {
      const catalog = count === 83 ? atlasCatalog() : madeCatalog(count);
      const input = siteInput(madeCampaign(catalog));
      const { time, cpu } = await build(input);
      const server = await serveSite(filesOf(input));
      const context = await browser.newContext();
      const page = await context.newPage();
      try {
        const painted = await firstPaint(page, server.url);
        const { p95, median } = await typing(page, `${server.url}list/`);
        console.log(
          `  ${count.toLocaleString("en-US").padStart(6)} named: build ${ms(time)} (${ms(cpu)} of CPU), before the first paint ${kb(painted.raw)} (${kb(painted.zipped)} gzipped), painted after ${ms(painted.after)}, key to list ${ms(median)}, 95th percentile of ${KEYS} ${ms(p95)}`,
        );
      } finally {
        await context.close();
        server.close();
      }
    }
  } finally {
    await browser.close();
  }
}

async function build(
  input: ReturnType<typeof siteInput>,
): Promise<{ readonly time: number; readonly cpu: number }> {
  const folder = mkdtempSync(join(tmpdir(), "bench-site-"));
  const start = performance.now();
  const before = process.cpuUsage();
  await writeSite(folder, renderSite(input));
  const time = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  rmSync(folder, { recursive: true });
  return { time, cpu: (user + system) / 1000 };
}

type BrowserPage = Awaited<ReturnType<Awaited<ReturnType<typeof chromium.launch>>["newPage"]>>;

/** All that the page asks for before it is painted: the page, its style and its script; pictures come later. */
async function firstPaint(page: BrowserPage, url: string) {
  const sizes: { raw: number; zipped: number }[] = [];
  page.on("response", (response) => {
    void response.body().then(
      (body) => sizes.push({ raw: body.length, zipped: gzipSync(body).length }),
      () => {},
    );
  });
  await page.goto(url);
  const after = (await page.evaluate(
    "new Promise((done) => new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime)).observe({ type: 'paint', buffered: true }))",
  )) as number;
  const sum = (key: "raw" | "zipped") => sizes.reduce((all, one) => all + one[key], 0);
  return { raw: sum("raw"), zipped: sum("zipped"), after };
}

/** In the page itself: from the key's event to the list that stands there, laid out. */
async function typing(page: BrowserPage, url: string) {
  await page.goto(url);
  await page.locator("#q").fill("warm");
  await page.locator("#results .lead, #results caption").first().waitFor();
  const times: number[] = [];
  for (let key = 0; key < KEYS; key++) {
    const word = WORDS[key % WORDS.length] ?? "";
    const text = word.slice(0, 1 + (Math.floor(key / WORDS.length) % word.length));
    times.push((await page.evaluate(`(${TYPE})(${JSON.stringify(text)})`)) as number);
  }
  const sorted = times.sort((one, other) => one - other);
  return { median: middle(sorted), p95: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN };
}

const TYPE = `(text) => new Promise((done) => {
  const field = document.getElementById("q");
  const results = document.getElementById("results");
  const start = performance.now();
  new MutationObserver((_, observer) => {
    observer.disconnect();
    results.getBoundingClientRect();
    done(performance.now() - start);
  }).observe(results, { childList: true });
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
})`;

function kb(bytes: number): string {
  return `${Math.round(bytes / 1000)} KB`;
}
