import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { progressOf } from "../../src/domain/progress.ts";
import { renderSite } from "../../src/site/render-site.ts";
import { POLICY } from "../../src/site/site-assets-names.ts";
import { grouped } from "../../src/tracker/grouped.ts";
import { renderTracker } from "../../src/tracker/render-tracker.ts";
import { hostileSite } from "./hostile-site.ts";
import { atlasCatalog, campaignOfKind, filesOf, madeCampaign, madeCatalog, siteInput } from "./made-sites.ts";

const text = (files: ReadonlyMap<string, string | Uint8Array>, path: string) => String(files.get(path));
const pages = (files: ReadonlyMap<string, string | Uint8Array>) =>
  [...files].filter(([path]) => path.endsWith(".html") && path !== "frame.html") as [string, string][];

describe.each(["hostile", "atlas", "empty", "nothing", "finished", "one", "many"] as const)(
  "the site of the campaign %s",
  (kind) => {
    const input = kind === "hostile" ? hostileSite() : siteInput(campaignOfKind(kind));
    const files = filesOf(input);

    test("links nothing that is not there", () => {
      const missing = new Set<string>();
      for (const [path, page] of pages(files)) {
        for (const [, address = ""] of page.matchAll(/ (?:href|src|data-index|data-mermaid)="([^"]*)"/g)) {
          if (/^https?:/.test(address) || address.startsWith("#")) continue;
          const { pathname } = new URL(address, `http://site/diagrams/${path}`);
          const target = decodeURIComponent(pathname.replace("/diagrams/", ""));
          if (!files.has(target === "" || target.endsWith("/") ? `${target}index.html` : target)) {
            missing.add(`${path}: ${address}`);
          }
        }
      }
      expect([...missing]).toEqual([]);
    });

    test("has its policy first in each page, and neither scripts nor styles in them", () => {
      for (const [path, page] of pages(files)) {
        expect(page.indexOf("Content-Security-Policy"), path).toBeLessThan(200);
        expect(page, path).toContain(`content="${POLICY.replaceAll("'", "&#39;")}"`);
        expect(effectsIn(page), path).toEqual([]);
      }
    });

    test("stands at addresses that any disk can hold, none twice", () => {
      const paths = [...files.keys()];
      expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
      for (const path of paths) {
        expect(path).toMatch(/^[A-Za-z0-9._/-]+$/);
        expect(path.length).toBeLessThan(200);
        for (const part of path.split("/")) expect(part).not.toMatch(/^(?:\.{1,2}|con|nul|aux|prn)(?:\.|$)/i);
      }
    });

    test("says the same number everywhere", () => {
      const { total } = progressOf(input.campaign);
      const data = JSON.parse(text(files, "campaign.json"));
      const tracker = renderTracker({
        documents: [],
        campaign: input.campaign,
        url: "https://github.com/o/r",
        broken: new Set(),
      });
      const inWords = [total.total, total.complete, total.inProgress, total.pending].map(
        (one) => `**${grouped(one)}**`,
      );
      expect(tracker.changes[0]?.text).toContain(
        `| **TOTAL** | ${inWords.join(" | ")} | **${total.percent}%** |`,
      );
      const { complete, review, in_progress, pending, unnamed } = data.total;
      expect(data.total).toMatchObject({
        total: total.total,
        complete: total.complete,
        percent: total.percent,
      });
      expect(complete + review + in_progress + pending + unnamed).toBe(total.total);
      expect(JSON.parse(text(files, "badge.json")).message).toMatch(new RegExp(`\\(${total.percent}%\\)$`));
      const said = JSON.parse(text(files, "badge.json")).message;
      expect(text(files, "badge.svg")).toContain(said);
      const overview = text(files, "index.html");
      if (total.total > 0) expect(overview).toContain(`${said.replace(/ \(.*/, "").split(" of ")[1]}`);
      expect(data.diagrams.filter((one: { status: string }) => one.status === "complete")).toHaveLength(
        total.complete,
      );
    });

    test("keeps to its own schema, and gives the same bytes again", () => {
      const validate = new Ajv({ strict: false }).compile(JSON.parse(text(files, "campaign.schema.json")));
      expect(validate(JSON.parse(text(files, "campaign.json"))), JSON.stringify(validate.errors)).toBe(true);
      const again = filesOf(input);
      for (const path of ["index.html", "campaign.json", "feed.xml", "list/index.html"]) {
        expect(again.get(path)).toBe(files.get(path));
      }
    });
  },
);

test("what spreadsheets would compute is text in the CSV", () => {
  const csv = text(filesOf(hostileSite()), "campaign.csv");
  expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
  for (const line of csv.split("\r\n")) expect(line).not.toMatch(/(?:^|,)"?[=+@]/);
});

test("nothing that somebody wrote is markup in feed, badges or sitemap", () => {
  const files = filesOf(hostileSite());
  for (const path of [
    "feed.xml",
    "badge.svg",
    "sitemap.xml",
    "c/script-alert-1-script-img-src-x-onerror-alert-1-onclick-ale/badge.svg",
  ]) {
    expect(text(files, path), path).not.toMatch(/<script|<img|onerror="|\u202e/);
  }
});

test("an address that was a diagram's leads to where it is now", () => {
  const moved = text(filesOf(hostileSite()), "d/H-OLD/index.html");
  expect(moved).toContain(`<meta http-equiv="refresh" content="0; url=../../d/H-C/">`);
  expect(moved).toContain(`<link rel="canonical" href="https://atlas.github.io/diagrams/d/H-C/">`);
});

test("addresses are promises", () => {
  const paths = [...filesOf(siteInput(campaignOfKind("atlas"))).keys()];
  expect(paths).toEqual(
    expect.arrayContaining([
      ...[
        "index.html",
        "map/index.html",
        "list/index.html",
        "review/index.html",
        "embed/index.html",
        "404.html",
      ],
      ...["c/case-studies/index.html", "g/g01/index.html", "d/G-LIN-FL/index.html", "u/ada/index.html"],
      ...["p/phase-1-core-concepts/index.html", "campaign.json", "campaign.csv", "feed.xml", "badge.svg"],
      ...["badge.json", "c/case-studies/badge.svg", "g/g01/badge.svg", "sitemap.xml", "campaign.schema.json"],
    ]),
  );
});

describe("GitHub's form is filled in", () => {
  const free = (input: ReturnType<typeof siteInput>) => {
    const id = [...input.campaign.catalog.diagrams.keys()].find(
      (one) => !input.campaign.assignments.has(one),
    );
    return [id, text(filesOf(input), `d/${id}/index.html`)] as const;
  };
  const link = (page: string) =>
    /href="([^"]*issues\/new[^"]*)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";

  test("with the form that init writes, in its own field", () => {
    const [id, page] = free(siteInput(campaignOfKind("atlas")));
    expect([...new URL(link(page)).searchParams]).toEqual([
      ["template", "claim-diagram.yml"],
      ["title", `Diagram: ${id}`],
      ["claim", `/claim ${id}`],
    ]);
  });

  test("without it, in the text, and with the campaign's prefix", () => {
    const campaign = madeCampaign(atlasCatalog(), { config: "commands: { prefix: dt }\n" });
    const [id, page] = free(siteInput(campaign, { hasClaimForm: false }));
    expect([...new URL(link(page)).searchParams]).toEqual([
      ["title", `Diagram: ${id}`],
      ["body", `/dt claim ${id}`],
    ]);
  });
});

describe("people", () => {
  const site = (people: string) =>
    filesOf(siteInput(madeCampaign(madeCatalog(24), { config: `site: { people: ${people} }\n` })));
  const everything = (files: ReturnType<typeof filesOf>) =>
    [...files]
      .filter(([path]) => !path.startsWith("assets/"))
      .map(([, content]) => String(content))
      .join("\n");

  test("are shown by their login, and search engines are asked to leave their pages out", () => {
    const files = site("full");
    expect(text(files, "u/ada/index.html")).toContain(`<meta name="robots" content="noindex">`);
    expect(text(files, "sitemap.xml")).not.toContain("/u/");
  });

  test.each(["initials", "none"])("are nowhere by their login where the campaign says %s", (people) => {
    const files = site(people);
    expect([...files.keys()].filter((path) => path.startsWith("u/"))).toEqual([]);
    expect(everything(files)).not.toMatch(/\b(?:ada|kenji|octo-cat|linus-t)\b/);
    const index = [...files].find(([path]) => path.startsWith("assets/index-"))?.[1];
    expect(String(index)).not.toMatch(/\b(?:ada|kenji|octo-cat|linus-t)\b/);
  });

  test("have no address, picture or mail of theirs in it", () => {
    expect(everything(site("full"))).not.toMatch(/mailto:|avatars|gravatar|@[a-z0-9-]+\.[a-z]/i);
  });
});

test("20,000 diagrams are shown at once within 300 KB", () => {
  const campaign = madeCampaign(madeCatalog(20_000), { share: 0.5 });
  const files = new Map<string, string | Uint8Array>();
  const input = siteInput(campaign);
  for (const path of firstFiles(input)) files.set(path[0], path[1]);
  const page = text(files, "index.html");
  const needed = [
    ...page.matchAll(/<(?:link rel="(?:stylesheet|icon)[^>]*href|script[^>]*src)="\.\/([^"]*)"/g),
  ].map(([, one = ""]) => one);
  expect(page).toContain("of 20,000 diagrams complete");
  expect(needed.length).toBeGreaterThanOrEqual(3);
  const bytes = [page, ...needed.map((path) => text(files, path))].reduce(
    (sum, one) => sum + Buffer.byteLength(one),
    0,
  );
  expect(bytes).toBeLessThan(300_000);
});

/** Tags that run something, style something or lead somewhere that is no page. Text that somebody wrote makes no tag. */
function effectsIn(page: string): string[] {
  const tags = page.match(/<[A-Za-z/!][^>]*>?/g) ?? [];
  return tags.filter((tag) => {
    const attributes = [...tag.matchAll(/ ([A-Za-z0-9-]+)="([^"<>]*)"/g)];
    const rest = tag.replace(/ [A-Za-z0-9-]+(?:="[^"<>]*")?/g, "");
    if (!/^<(?:\/?[a-z0-9]+\/?|!doctype)>$/i.test(rest) || /^<(?:style|iframe|object|embed|base)\b/.test(tag))
      return true;
    if (/^<script/.test(tag)) {
      return !/^<script type="module" src="(?:(?:\.\.?\/)+|\/diagrams\/)assets\/site-[0-9a-f]+\.js">$/.test(
        tag,
      );
    }
    return attributes.some(
      ([, name = "", value = ""]) =>
        /^(?:on|style$|srcdoc$|formaction$)/i.test(name) ||
        (/^(?:href|src|action)$/.test(name) && !/^(?:https?:|\.|#|\/diagrams\/)/i.test(value)),
    );
  });
}

function* firstFiles(input: ReturnType<typeof siteInput>) {
  for (const { path, content } of renderSite(input)) {
    if (path.startsWith("map/")) return;
    yield [path, content] as const;
  }
}
