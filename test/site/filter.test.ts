import { expect, test } from "vitest";
import { makeSearch, parseQuery, renderQuery } from "../../src/site/client/filter.ts";
import { searchIndex } from "../../src/site/files/search-index.ts";
import { planSite } from "../../src/site/site-plan.ts";
import { campaignOfKind, siteInput } from "./made-sites.ts";

const plan = planSite(siteInput(campaignOfKind("atlas")));
const index = searchIndex(plan);
const search = makeSearch(index);
const find = (query: string) => search.find(parseQuery(query)).rows.map((row) => index.ids[row]);
const ids = (isWanted: (row: (typeof plan.rows)[number]) => boolean) =>
  plan.rows.filter(isWanted).map(({ diagram }) => diagram.id);

test("every word has to stand in the ID, the name, the group, the category or the holder", () => {
  expect(find("?q=raft")).toEqual(["M-CON-RA"]);
  expect(find("?q=CONSENSUS paxos")).toEqual(["M-CON-PA"]);
  expect(find("?q=cs-nfx-l0")).toEqual(["CS-NFX-L0"]);
  expect(find("?q=zoe")).toEqual(ids(({ assignment }) => assignment.assignee === "Zoë"));
  expect(find("?q=nothing+of+that")).toEqual([]);
  expect(find("")).toHaveLength(83);
});

test("filters narrow each other, and each status says how many it would find", () => {
  expect(find("?in=g01")).toEqual(ids(({ diagram }) => diagram.group.key === "G01"));
  expect(find("?in=case-studies&status=complete")).toEqual(
    ids(
      ({ diagram, assignment }) =>
        diagram.category.name === "Case Studies" && assignment.status === "complete",
    ),
  );
  expect(find("?who=ADA")).toEqual(ids(({ assignment }) => assignment.assignee === "ada"));
  const { counts } = search.find(parseQuery("?in=case-studies&status=complete"));
  expect(counts[""]).toBe(24);
  expect(counts.free + counts.progress + counts.review + counts.complete).toBe(24);
});

test("due first are those in progress, the earliest at first", () => {
  const rows = search.find(parseQuery("?sort=due")).rows;
  const days = rows.slice(0, 8).map((row) => index.days[row]);
  expect(days).toEqual([...days].sort());
  expect(search.statusOf(rows[0] ?? 0)).toBe("progress");
});

test.each([
  ["", ""],
  ["?q=raft", "?q=raft"],
  ["?status=free&in=G01", "?status=free&in=g01"],
  ["?status=gone&sort=best&n=-3", ""],
  ["?utm=x&q=+a+", "?utm=x&q=a"],
  ["?n=300&sort=due", "?n=300&sort=due"],
])("the address %s is written again as %s", (before, after) => {
  const written = renderQuery(parseQuery(before), before);
  expect([...new URLSearchParams(written)].sort()).toEqual([...new URLSearchParams(after)].sort());
});
