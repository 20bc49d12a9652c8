/**
 * The page that registers the App on GitHub, by GitHub's manifest flow: the operator's browser takes our manifest there,
 * comes back with a code, and the code is exchanged for the App's credentials, which are written to a file.
 *
 * Whoever gets through here owns the bot, so: the page listens on this machine only unless HOST says otherwise, its address
 * holds a token that is printed on the terminal and used up by the registration, and nothing but a visit of that page is
 * heard. There is no POST. What GitHub gives is shown to nobody.
 */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { readPublicUrl } from "../../environment.ts";
import { limitConnections } from "../connections.ts";
import { isSameSecret } from "../is-same-secret.ts";
import { closeServer, type ListenAt, listen, urlOf } from "../listen.ts";
import { addressTooLong, HEAD_BYTES } from "../request-limits.ts";
import { WEBHOOK_PATH } from "../start-server.ts";
import { convertCode, NotConverted } from "./convert-code.ts";
import { renderManifest } from "./manifest.ts";
import { whyNotOwn } from "./own-visitor.ts";
import {
  pagePolicy,
  renderChoices,
  renderProblemPage,
  renderRegistered,
  renderRegistration,
} from "./pages.ts";
import { checkCredentialsFile, writeCredentials } from "./write-credentials.ts";

/** One person's browser and a probe need few. */
const CONNECTIONS = 64;

export interface SetUpParts extends ListenAt {
  /** Where GitHub reaches this server, when that is known already. */
  readonly publicUrl: string | undefined;
  /** The channel from which this server fetches its webhooks instead; default: none. */
  readonly webhookProxy?: string | undefined;
  /** Where credentials are written; absolute. */
  readonly credentialsFile: string;
  /** Origin of GitHub's pages, and base of its API. */
  readonly github: { readonly web: string; readonly api: string };
}

export interface SetUp {
  /** With the token: for the operator's eyes. */
  readonly url: string;
  /** Resolves when the credentials are in their file. */
  readonly registered: Promise<void>;
  close(): Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly type?: "text/html" | "text/plain";
  readonly body: string;
}

const text = (status: number, body: string): Reply => ({ status, body: `${body}\n` });
const html = (status: number, body: string): Reply => ({ status, type: "text/html", body });

/** Throws an OperatorError where the address cannot be listened on, or the file not be written. */
export async function startSetUp(parts: SetUpParts): Promise<SetUp> {
  checkCredentialsFile(parts.credentialsFile);
  const door = new SetUpDoor(parts);
  const server = createServer(
    { maxHeaderSize: HEAD_BYTES },
    (request, response) => void door.answer(request, response),
  );
  // Who holds connections makes room: the operator's browser and `/healthz` come through.
  limitConnections(server, { limit: CONNECTIONS, onRefused: () => {} });
  const port = await listen(server, parts);
  // An address that means "all of them" is none to open.
  const host = /^(?:0\.0\.0\.0|::)$/.test(parts.host) ? "localhost" : parts.host;
  return {
    url: `${urlOf(host, port)}/setup?token=${door.token}`,
    registered: door.registered,
    close: () => closeServer(server),
  };
}

class SetUpDoor {
  readonly token = randomBytes(32).toString("base64url");
  readonly registered: Promise<void>;
  readonly #parts: SetUpParts;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #names: readonly string[];
  readonly #finish: () => void;
  #publicUrl: string | undefined;
  #state: "waiting" | "converting" | "done" = "waiting";

  constructor(parts: SetUpParts) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.registered = promise;
    this.#finish = resolve;
    this.#parts = parts;
    this.#publicUrl = parts.publicUrl;
    this.#names = [parts.host.toLowerCase(), ...(parts.publicUrl ? [new URL(parts.publicUrl).hostname] : [])];
    this.#headers = {
      "cache-control": "no-store",
      "content-security-policy": pagePolicy(parts.github.web),
      // The address holds the token.
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    };
  }

  /** Never rejects. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.resume();
    const {
      status,
      type = "text/plain",
      body,
    } = await this.#reply(request).catch((error: unknown) => {
      const reason = error instanceof Error && "code" in error ? String(error.code) : "an unknown fault";
      return text(500, `The set-up page failed (${reason}).`);
    });
    for (const [name, value] of Object.entries(this.#headers)) response.setHeader(name, value);
    if (status === 503) response.setHeader("retry-after", "60");
    response.writeHead(status, { "content-type": `${type}; charset=utf-8` });
    response.once("close", () => {
      if (this.#state === "done") this.#finish();
    });
    response.end(request.method === "HEAD" ? undefined : body);
  }

  async #reply(request: IncomingMessage): Promise<Reply> {
    const tooLong = addressTooLong(request);
    if (tooLong !== null) return text(414, tooLong);
    const target = `http://x${request.url ?? "/"}`;
    if (!URL.canParse(target)) return text(400, "The address cannot be read.");
    const url = new URL(target);
    const { pathname, searchParams } = url;
    if (pathname === WEBHOOK_PATH) return text(503, "No App is registered yet.");
    if (request.method !== "GET" && request.method !== "HEAD")
      return text(405, "Only GET is understood here.");
    if (pathname === "/healthz") return text(200, "ok");
    if (pathname === "/readyz") return text(503, "not ready: no App is registered yet");
    const isCallback = pathname === "/setup/callback" && request.method === "GET";
    const why = whyNotOwn(request, { names: this.#names, fromGitHub: isCallback });
    if (why !== null) return text(403, why);
    if (pathname === "/") {
      return text(
        200,
        "Diagram Tracker. No App is registered yet: open the address that the terminal shows.",
      );
    }
    if (!isCallback && pathname !== "/setup") return text(404, "There is no such page.");
    if (!isSameSecret(searchParams.get(isCallback ? "state" : "token"), this.token)) {
      return text(403, "The token is missing or wrong. Open the address that the terminal shows.");
    }
    if (this.#state !== "waiting") return text(410, "The App is being registered, or is already.");
    return isCallback ? this.#take(searchParams.get("code") ?? "") : this.#show(request, searchParams);
  }

  #show(request: IncomingMessage, query: URLSearchParams): Reply {
    const { webhookProxy, github } = this.#parts;
    const typed = (query.get("public_url") ?? this.#publicUrl ?? "").trim();
    const organization = (query.get("organization") ?? "").trim();
    const again = (problem: string | null) =>
      html(200, renderChoices({ token: this.token, publicUrl: typed, organization, problem, webhookProxy }));
    if ((typed === "" && webhookProxy === undefined) || query.has("edit")) return again(null);
    const publicUrl = typed === "" ? undefined : readPublicUrl(typed);
    if (publicUrl === null) return again("Expected an address such as https://bot.example.com.");
    if (!/^[A-Za-z0-9_-]{0,39}$/.test(organization))
      return again("Expected an organization's name on GitHub.");
    this.#publicUrl = publicUrl;
    const webhook = webhookProxy ?? `${publicUrl}${WEBHOOK_PATH}`;
    const owner = organization === "" ? "" : `/organizations/${organization}`;
    const back = new URLSearchParams({ token: this.token, public_url: typed, organization, edit: "" });
    return html(
      200,
      renderRegistration({
        action: `${github.web}${owner}/settings/apps/new?state=${this.token}`,
        manifest: renderManifest({ webhook, callback: `${this.#baseOf(request)}/setup/callback` }),
        webhook,
        back: `setup?${back}`,
      }),
    );
  }

  /** By which the browser came: it was looked at before. */
  #baseOf({ headers: { host = "" } }: IncomingMessage): string {
    const { publicUrl } = this.#parts;
    return publicUrl !== undefined && new URL(publicUrl).host === host ? publicUrl : `http://${host}`;
  }

  async #take(code: string): Promise<Reply> {
    if (!/^[\w-]{1,200}$/.test(code)) return text(400, "GitHub's code is missing.");
    this.#state = "converting";
    const { credentialsFile, github, publicUrl } = this.#parts;
    const again =
      "Open the address that the terminal shows, and register again. Delete what was registered before.";
    try {
      const app = await convertCode(code, github.api);
      writeCredentials(credentialsFile, {
        APP_ID: String(app.appId),
        // One line, without quotes: every reader of such files understands it.
        PRIVATE_KEY: Buffer.from(app.privateKey).toString("base64"),
        WEBHOOK_SECRET: app.webhookSecret,
        ...(publicUrl === undefined && this.#publicUrl !== undefined && { PUBLIC_URL: this.#publicUrl }),
      });
      this.#state = "done";
      return html(200, renderRegistered({ app: app.page, file: credentialsFile }));
    } catch (error) {
      this.#state = "waiting";
      if (error instanceof NotConverted) return html(502, renderProblemPage(error.message, again));
      const reason = error instanceof Error && "code" in error ? String(error.code) : "an unknown fault";
      return html(500, renderProblemPage(`${credentialsFile} cannot be written (${reason}).`, again));
    }
  }
}
