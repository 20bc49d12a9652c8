import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lookAt } from "../../src/sources/look-at.ts";
import { PUBLIC_WEB } from "../../src/sources/web-rules.ts";

let server: Server;
let port: number;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: string[];
/** Every name leads to this machine, but for those that say otherwise. */
let hosts: Map<string, string[]>;

beforeEach(async () => {
  asked = [];
  hosts = new Map();
  answer = (_, response) => response.end("fine");
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.headers.host?.split(":")[0]}${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ({ port } = server.address() as AddressInfo);
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const look = (url: string, milliseconds = 120_000) =>
  lookAt(url, {
    resolve: async (host) => hosts.get(host) ?? ["127.0.0.1"],
    // The one server that a test has counts as public.
    rules: {
      isAllowedAddress: (address) => address === "127.0.0.1" || PUBLIC_WEB.isAllowedAddress(address),
      mayUsePort: (one) => one === port,
    },
    milliseconds,
  });

const redirect = (location: string) => (_: IncomingMessage, response: ServerResponse) =>
  response.writeHead(302, { location }).end();

describe("an address", () => {
  test("that answers is there", async () => {
    expect(await look(`http://paper.example:${port}/a`)).toEqual({
      kind: "reachable",
      detail: { saw: "page", over: null, isPlain: true },
    });
    expect(asked).toEqual(["HEAD paper.example/a"]);
  });

  test("whose server knows only GET is asked again, and its body is not read", async () => {
    answer = (request, response) => {
      if (request.method === "HEAD") response.writeHead(405).end();
      // Endless, if anybody reads it.
      else response.writeHead(200).write("x".repeat(100_000));
    };
    expect(await look(`http://paper.example:${port}/`)).toMatchObject({ kind: "reachable" });
    expect(asked).toEqual(["HEAD paper.example/", "GET paper.example/"]);
  });

  test.each([
    [404, "gone"],
    [410, "gone"],
    [403, "unclear"],
    [429, "unclear"],
    [500, "unclear"],
  ] as const)("that answers %i is %s", async (status, kind) => {
    answer = (_, response) => response.writeHead(status).end();
    expect(await look(`http://paper.example:${port}/`)).toEqual({ kind, detail: { saw: "answer", status } });
  });

  test("that leads to another is what that is", async () => {
    answer = (request, response) =>
      request.url === "/new" ? response.end() : redirect(`http://new.example:${port}/new`)(request, response);
    expect(await look(`http://old.example:${port}/old`)).toEqual({
      kind: "reachable",
      detail: { saw: "page", over: "new.example", isPlain: true },
    });
  });

  test("that leads round in a circle is given up", async () => {
    answer = redirect("/again");
    expect(await look(`http://paper.example:${port}/`)).toMatchObject({
      kind: "unclear",
      detail: { saw: "redirects", limit: 5 },
    });
    expect(asked).toHaveLength(6);
  });

  test("that never answers is given up in time", async () => {
    answer = () => {};
    expect(await look(`http://paper.example:${port}/`, 50)).toEqual({
      kind: "unclear",
      detail: { saw: "no-answer-in-time" },
    });
  });

  test("that breaks off is unclear", async () => {
    answer = (request) => request.socket.destroy();
    expect(await look(`http://paper.example:${port}/`)).toMatchObject({ kind: "unclear" });
  });

  test("whose host does not exist is gone", async () => {
    const resolve = async () => {
      throw Object.assign(new Error("queryA ENOTFOUND"), { code: "ENOTFOUND" });
    };
    const found = await lookAt("https://no.example/", { resolve, rules: PUBLIC_WEB });
    expect(found).toEqual({ kind: "gone", detail: { saw: "no-host" } });
  });
});

test("a name server that has a bad day says nothing about the address", async () => {
  const resolve = async () => {
    throw Object.assign(new Error("queryA ETIMEOUT"), { code: "ETIMEOUT" });
  };
  expect(await lookAt("https://paper.example/", { resolve, rules: PUBLIC_WEB })).toMatchObject({
    kind: "unclear",
  });
});

describe("nobody is asked", () => {
  test.each([
    ["of a private address", "http://10.0.0.1/"],
    ["of a private address as one number", "http://167772161/"],
    ["of a private address in IPv6", "http://[::ffff:10.0.0.1]/"],
    ["of the metadata of clouds", "http://169.254.169.254/latest/meta-data/"],
    ["of another port", "http://paper.example:22/"],
    ["with a password", "http://ada:secret@paper.example/"],
    ["of a file", "file:///etc/passwd"],
  ])("%s: %s", async (_, url) => {
    // Ports are the web's here, so that each is refused for its own sake.
    const found = await lookAt(url, { resolve: async () => ["93.184.216.34"], rules: PUBLIC_WEB });
    expect(found.kind).toBe("refused");
    expect(asked).toEqual([]);
  });

  test("whose name leads to a private address, be it among public ones", async () => {
    hosts.set("rebound.example", ["127.0.0.1", "10.0.0.1"]);
    expect(await look(`http://rebound.example:${port}/`)).toEqual({
      kind: "refused",
      detail: { saw: "not-public" },
    });
    expect(asked).toEqual([]);
  });

  test.each([
    ["a private address", "http://10.0.0.1/"],
    ["a name of a private address", "http://inside.example/"],
    ["another kind of address", "gopher://paper.example/"],
  ])("behind a redirect to %s", async (_, location) => {
    hosts.set("inside.example", ["192.168.0.1"]);
    answer = redirect(
      location.replace(".example/", `.example:${port}/`).replace("10.0.0.1/", `10.0.0.1:${port}/`),
    );
    expect(await look(`http://paper.example:${port}/`)).toMatchObject({ kind: "refused" });
    expect(asked).toHaveLength(1);
  });

  test("twice by name: the connection goes to the address that was judged", async () => {
    let times = 0;
    const resolve = async () => {
      times += 1;
      return times === 1 ? ["127.0.0.1"] : ["10.0.0.1"];
    };
    const rules = { isAllowedAddress: (address: string) => address === "127.0.0.1", mayUsePort: () => true };
    expect(await lookAt(`http://flip.example:${port}/`, { resolve, rules })).toMatchObject({
      kind: "reachable",
    });
    expect(times).toBe(1);
  });
});
