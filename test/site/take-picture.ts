/** `npm run picture`: the picture of the page in the README, of a made campaign over the Atlas's catalog, light and dark. */
import { writeFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { findChromium } from "./find-chromium.ts";
import { atlasCatalog, filesOf, madeCampaign, siteInput } from "./made-sites.ts";
import { serveSite } from "./serve-site.ts";

const campaign = madeCampaign(atlasCatalog(), { share: 0.7, config: "site: { title: The Atlas }\n" });
const site = await serveSite(filesOf(siteInput(campaign)));
const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
try {
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await browser.newPage({ colorScheme, viewport: { width: 1040, height: 700 } });
    await page.goto(site.url);
    const bytes = await page.screenshot({ animations: "disabled" });
    writeFileSync(new URL(`../../.github/docs/page-${colorScheme}.png`, import.meta.url), bytes);
  }
} finally {
  await browser.close();
  site.close();
}
