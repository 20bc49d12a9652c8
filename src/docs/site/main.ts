/** `npm run docs -- OUT [CAMPAIGN]`: README and all other documentation as pages, in a folder of their own. */
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { siteAssets } from "../../cli/site-assets.ts";
import { writeSite } from "../../cli/write-site.ts";
import { renderDocs } from "./render-docs.ts";

const root = new URL("../../../", import.meta.url);
const [out, campaign = null] = process.argv.slice(2);
if (out === undefined) {
  process.stderr.write(
    "usage: npm run docs -- OUT [CAMPAIGN]\n  OUT       folder to write to; it holds nothing else\n  CAMPAIGN  where our own campaign's page is, seen from there, such as ../\n",
  );
  process.exit(2);
}
const { homepage } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const { files, changed } = await writeSite(
  resolve(out),
  renderDocs({
    read: (path) => readFileSync(new URL(path, root)),
    isFolder: (path) => statSync(new URL(path, root)).isDirectory(),
    repository: String(homepage).split("#", 1).join(""),
    campaign,
    assets: siteAssets,
    css: readFileSync(new URL("./docs.css", import.meta.url), "utf8"),
  }),
);
process.stdout.write(`${resolve(out)}: ${files} files, ${changed} written.\n`);
