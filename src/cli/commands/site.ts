/**
 * `site --out public` → the campaign's page: a folder that any host of static pages can serve.
 */
import { resolve } from "node:path";
import { Command } from "commander";
import { z } from "zod";
import { CONFIG_PATH, OTHER_CONFIG_PATH } from "../../domain/config.ts";
import { ISSUE_FORMS } from "../../init/templates/claim-form.ts";
import type { CliCommand, GlobalOptions } from "../cli-command.ts";
import { lastCommit } from "../last-commit.ts";
import { noteProblems, readCampaign } from "../read-campaign.ts";
import { readDrawings } from "../read-drawings.ts";
import { statInside } from "../read-text.ts";
import { findRepositoryUrl, GUESSED_URL_HINT } from "../repository-url.ts";
import { printJson } from "../shell.ts";
import { UserError } from "../user-error.ts";
import { writeSite } from "../write-site.ts";

const shape = z.strictObject({
  folder: z.string().describe("Where it stands."),
  files: z.int().describe("How many files it has."),
  changed: z.int().describe("How many of them were written, since they were not there or differed."),
  removed: z.int().describe("How many of an earlier site were deleted."),
  digest: z.string().describe("Of all of it: the same digest, the same site."),
});

interface SiteOptions extends GlobalOptions {
  readonly out: string;
  readonly base?: string;
  readonly url?: string;
}

export const site: CliCommand = {
  json: [{ list: false, schema: shape }],
  examples: [
    ["site --out public", "build the page into a folder"],
    ["site --out public --base https://atlas.github.io/diagrams/", "and tell it its own address"],
  ],
  make: (shell) =>
    new Command("site")
      .summary("build the campaign's page")
      .description(
        "Builds the campaign's page into a folder: how far it is, what can be taken, every diagram, badges and data. Any host of static pages can serve it, under any address.",
      )
      .requiredOption("--out <dir>", "folder to write to; it holds nothing else")
      .option(
        "--base <url>",
        "where it will be, for what needs a whole address: link previews, feed, sitemap, snippets of badges",
      )
      .option("--url <url>", "page of the repository, the base of links (default: that of the remote origin)")
      .action(async (_options, command: Command) => {
        const options = command.optsWithGlobals<SiteOptions>();
        const base = baseOf(options.base);
        const local = await readCampaign(shell, options);
        const { root } = local.clone;
        const url = await findRepositoryUrl(root, options.url);
        const { paths } = local.campaign.config;
        const watched = [paths.catalog, paths.assignments, paths.diagrams, CONFIG_PATH, OTHER_CONFIG_PATH];
        const { renderSite } = await import("../../site/render-site.ts");
        const { siteAssets } = await import("../site-assets.ts");
        const files = renderSite({
          campaign: local.campaign,
          isBroken: (id) => local.state.broken.has(id),
          isPaused: local.state.pause !== null,
          repository: url.url,
          base,
          commit: await lastCommit(root, watched),
          drawings: await readDrawings(local),
          hasClaimForm: (await statInside(root, `${ISSUE_FORMS}/claim-diagram.yml`)) !== null,
          assets: siteAssets,
        });
        const folder = resolve(shell.cwd, options.out);
        const written = await writeSite(folder, files);
        if (options.json) printJson(shell, { folder, ...written });
        else {
          const { files, changed, removed } = written;
          const gone = removed === 0 ? "" : `, ${removed} removed`;
          shell.print(`${folder}: ${files} files, ${changed} written${gone}.`);
        }
        if (url.guessed) shell.note(GUESSED_URL_HINT);
        noteProblems(shell, local.problems);
      }),
};

function baseOf(given: string | undefined): string | null {
  if (given === undefined) return null;
  const url = URL.canParse(given) ? new URL(given) : null;
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    url.search !== "" ||
    url.hash !== "" ||
    url.username !== ""
  ) {
    const message = `--base: "${given}" is no address such as https://atlas.github.io/diagrams/.`;
    throw new UserError(message, { exitCode: 2 });
  }
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}
