/**
 * The page and a small GitHub to look at, on the loopback interface: what stands in the repository, and forms to do something as
 * anybody. Nobody else's page may do that: requests name this very host, and what changes something also comes from its own
 * pages, with the token that only they know.
 */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isSameSecret } from "../../server/is-same-secret.ts";
import type { RepositoryHandle } from "../github/repository-handle.ts";
import { PULL_REQUEST_ACTS } from "../parse-turn.ts";
import { takeTurn } from "../take-turn.ts";
import { LiveSite } from "./live-site.ts";
import {
  filePage,
  newIssuePage,
  overviewPage,
  PANEL_POLICY,
  type PanelParts,
  refusedPage,
  renderThreadPage,
} from "./panel-pages.ts";

export interface PanelOptions {
  readonly repository: RepositoryHandle;
  readonly now: () => number;
  /** Carries something out, and resolves when the bot has answered. One at a time. */
  readonly act: (work: () => void) => Promise<unknown>;
  /** 0 takes any that is free. */
  readonly port?: number;
}

export interface Panel {
  /** Without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  xml: "application/xml; charset=utf-8",
};
const LONGEST_FORM = 100_000;

interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly body?: string | Uint8Array;
  readonly location?: string;
  /** The site's own pages have their policy in them. */
  readonly isPanel?: boolean;
}

const panelPage = (body: string, status = 200): Answer => ({ status, type: "html", body, isPanel: true });

export async function startPanel(options: PanelOptions): Promise<Panel> {
  const token = randomBytes(24).toString("hex");
  const live = new LiveSite(options.repository, options.now);
  const server = createServer((request, response) => {
    answer(request, { ...options, token, live }).then(
      (found) => send(response, found),
      (error: unknown) => {
        console.error("The page of the playground failed:", error);
        send(response, { status: 500, type: "txt", body: "This failed; the terminal says why." });
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => stop(server) };
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

interface Parts extends PanelOptions {
  readonly token: string;
  readonly live: LiveSite;
}

async function answer(request: IncomingMessage, parts: Parts): Promise<Answer> {
  const { port } = request.socket.address() as AddressInfo;
  const { host = "", origin } = request.headers;
  // A name that somebody lets point to this machine is no name of ours.
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
    return { status: 421, type: "txt", body: "This is no name of this machine." };
  }
  const own = `http://${host}`;
  const url = new URL(request.url ?? "/", own);
  const files = parts.live.files(own);
  const page: PanelParts = { repository: parts.repository, token: parts.token, ...assetsOf(files) };
  if (request.method === "POST" && url.pathname === "/play/act") {
    const fields = await readForm(request);
    if (fields === null) return { status: 413, type: "txt", body: "That is too long." };
    if (origin !== own || !isSameSecret(fields.get("token"), parts.token)) {
      return { status: 403, type: "txt", body: "Only the pages of the playground itself may do that." };
    }
    return perform(fields, page, parts);
  }
  if (request.method !== "GET" && request.method !== "HEAD") return { status: 405, type: "txt", body: "" };
  if (url.pathname === "/play" || url.pathname.startsWith("/play/")) return look(url, page);
  const path = decode(url.pathname.slice(1));
  const name = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  const body = files.get(name);
  if (body !== undefined) return { status: 200, type: name.slice(name.lastIndexOf(".") + 1), body };
  return { status: 404, type: "html", body: files.get("404.html") ?? "" };
}

function look(url: URL, page: PanelParts): Answer {
  const { repository } = page;
  const parts = url.pathname.split("/").slice(2);
  const [kind = "", what = ""] = parts;
  if (kind === "") return panelPage(overviewPage(page));
  if (kind === "issues" && what === "new") {
    const { searchParams } = url;
    const text = searchParams.get("claim") ?? searchParams.get("body") ?? "";
    return panelPage(
      newIssuePage(page, { title: searchParams.get("title") ?? "I would like to help", text }),
    );
  }
  const thread = /^\d{1,9}$/.test(what) ? repository.state.threads.get(Number(what)) : undefined;
  if ((kind === "issues" || kind === "pull") && thread) return panelPage(renderThreadPage(page, thread));
  const path = decode(parts.slice(2).join("/"));
  const text = kind === "blob" ? repository.file(path) : null;
  if (text !== null) return panelPage(filePage(page, path, text));
  return panelPage(refusedPage(page, "There is no such issue, pull request or file."), 404);
}

/** What a form says, as somebody's turn; then the thread on which the bot has answered. */
async function perform(
  fields: URLSearchParams,
  page: PanelParts,
  { repository, act }: Parts,
): Promise<Answer> {
  const field = (name: string) => fields.get(name) ?? "";
  const [what, author, number] = [field("what"), field("as"), Number(field("number"))];
  const kind = PULL_REQUEST_ACTS.find((one) => one === what);
  const before = repository.state.lastNumber;
  try {
    await act(() => {
      if (what === "issue") repository.openIssue({ author, title: field("title"), body: field("body") });
      else if (what === "open") takeTurn(repository, { kind: "open", author, title: field("title") });
      else if (what === "comment")
        takeTurn(repository, { kind: "comment", author, thread: number, body: field("body") });
      else if (kind !== undefined) takeTurn(repository, { kind, by: author, number });
      else throw new Error(`nobody can do "${what}" here`);
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return panelPage(refusedPage(page, why), 422);
  }
  const shown = what === "issue" || what === "open" ? before + 1 : number;
  return { status: 303, location: `/play/${what === "issue" ? "issues" : "pull"}/${shown}` };
}

function assetsOf(files: ReadonlyMap<string, unknown>) {
  const named = (form: RegExp) => [...files.keys()].find((path) => form.test(path)) ?? "";
  const frame = files.has("frame.html") ? "frame.html" : null;
  return {
    css: named(/^assets\/site-.*\.css$/),
    icon: named(/^assets\/icon-/),
    script: named(/^assets\/site-.*\.js$/),
    frame,
  };
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > LONGEST_FORM) return null;
    chunks.push(chunk as Buffer);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function send(
  response: ServerResponse,
  { status, type, body = "", location, isPanel = false }: Answer,
): void {
  response.writeHead(status, {
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    ...(type !== undefined && { "content-type": TYPES[type] ?? "text/plain; charset=utf-8" }),
    ...(isPanel ? { "content-security-policy": PANEL_POLICY } : { "x-frame-options": "SAMEORIGIN" }),
    ...(location !== undefined && { location }),
  });
  response.end(body);
}
