import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ATLAS } from "../../src/playground/atlas.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { type Panel, startPanel } from "../../src/playground/panel/start-panel.ts";
import { type Playground, startPlayground } from "../../src/playground/start-playground.ts";

let playground: Playground;
let repository: RepositoryHandle;
let panel: Panel;

beforeAll(async () => {
  playground = await startPlayground();
  const permissions = { grace: "write", maria: "admin" } as const;
  repository = playground.github.createRepository({
    owner: "atlas",
    name: "diagrams",
    files: ATLAS,
    permissions,
  });
  const act = async (work: () => void) => {
    work();
    await playground.idle();
  };
  panel = await startPanel({ repository, now: Date.now, act });
});

afterAll(async () => {
  await panel?.close();
  await playground?.close();
});

interface Got {
  readonly status: number;
  readonly body: string;
  readonly location: string | undefined;
}

/** Node's own fetch sets Host and Origin itself; an attacker's client does not. */
function ask(
  path: string,
  { form, headers = {} }: { form?: Record<string, string>; headers?: Record<string, string> } = {},
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request(`${panel.url}${path}`, { method: form ? "POST" : "GET", headers }, (answer) => {
      let body = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => {
        body += chunk;
      });
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, body, location: answer.headers.location }),
      );
    });
    sent.on("error", reject);
    sent.end(form && new URLSearchParams(form).toString());
  });
}

const tokenOf = (page: string) => /name="token" value="([0-9a-f]+)"/.exec(page)?.[1] ?? "";

async function act(form: Record<string, string>): Promise<Got> {
  const token = tokenOf((await ask("/play")).body);
  return ask("/play/act", { form: { token, ...form }, headers: { origin: panel.url } });
}

test("from the page's own claim to the merge, all is seen there as it becomes", async () => {
  expect((await ask("/")).body).toContain("<b>0</b> of 1,233");
  const link = /href="(http[^"]*issues\/new[^"]*)"/.exec((await ask("/d/G-LIN-FL/")).body)?.[1] ?? "";
  const form = await ask(link.replaceAll("&amp;", "&").replace(panel.url, ""));
  expect(form.body).toContain("/claim G-LIN-FL</textarea>");

  const opened = await act({ what: "issue", as: "ada", title: "Diagram: G-LIN-FL", body: "/claim G-LIN-FL" });
  expect(opened).toMatchObject({ status: 303, location: "/play/issues/1" });
  expect((await ask("/play/issues/1")).body).toContain("it is yours until");
  expect((await ask("/d/G-LIN-FL/")).body).toMatch(/ada<\/bdi><\/a> has been drawing it since/);

  await act({ what: "open", as: "ada", title: "G-LIN-FL: a flow" });
  const pull = (await ask("/play/pull/2")).body;
  expect(pull).toMatch(/Diagram tracker \/ gates<\/bdi><\/b>: failure/);
  expect(pull).toContain(`data-name="diagrams/G-LIN-FL.md"`);
  expect((await ask("/review/")).body).toContain("G-LIN-FL");

  await act({ what: "comment", as: "ada", number: "2", body: "/source G-LIN-FL https://etcd.io/docs/" });
  await act({ what: "mend", as: "ada", number: "2" });
  await act({ what: "approve", as: "grace", number: "2" });
  expect(await act({ what: "merge", as: "grace", number: "2" })).toMatchObject({
    status: 303,
    location: "/play/pull/2",
  });
  expect((await ask("/")).body).toContain("<b>1</b> of 1,233");
  expect((await ask("/d/G-LIN-FL/")).body).toMatch(/Completed by.*data-mermaid="\.\.\/\.\.\/frame\.html"/s);
  expect((await ask("/play/blob/HEAD/TRACKER.md")).body).toMatch(/<td>G-LIN-FL<\/td>[\s\S]*?✅ Complete/);
});

test("nobody else's page does anything, by whatever way it comes", async () => {
  const before = repository.state.lastNumber;
  const token = tokenOf((await ask("/play")).body);
  const form = { what: "issue", as: "maria", title: "x", body: "/pause", token };
  const origin = panel.url;
  const foreign = [
    { form, headers: {} },
    { form, headers: { origin: "https://evil.example" } },
    { form, headers: { origin: "null" } },
    { form: { ...form, token: "" }, headers: { origin } },
    { form: { ...form, token: token.replace(/./g, "0") }, headers: { origin } },
    // A name of the attacker's that now points to this machine.
    { form, headers: { host: "evil.example", origin: "http://evil.example" } },
  ];
  for (const one of foreign) expect([403, 421]).toContain((await ask("/play/act", one)).status);
  expect((await ask("/play", { headers: { host: "evil.example" } })).status).toBe(421);
  expect(repository.state.lastNumber).toBe(before);
});

test("what somebody writes is no markup there, and what GitHub refuses is said", async () => {
  const text = `<script>alert(1)</script> [x](javascript:alert(1)) ![y](https://evil.example/p.png) <!-- hidden -->`;
  const { location = "" } = await act({ what: "issue", as: "ada", title: text, body: text });
  const { body } = await ask(location);
  expect(body).not.toMatch(/<script>|href="javascript|hidden -->/);
  expect(await act({ what: "merge", as: "grace", number: "99" })).toMatchObject({ status: 422 });
  expect(await act({ what: "shout", as: "grace" })).toMatchObject({ status: 422 });
  expect((await ask("/play/issues/99")).status).toBe(404);
});
