import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { GitHub } from "../../src/playground/github/start-github.ts";

/** The stand-in GitHub behind a door that registers Apps, too: by codes that are good once. */
export interface ManifestFlow {
  /** Name and port. */
  readonly host: string;
  /** Those that are good still. */
  readonly codes: string[];
  /** What one of them gives. */
  answer: { status: number; body: unknown };
  close(): void;
}

/** What a browser says of a visit that GitHub sent it on. */
export const FROM_GITHUB = {
  "sec-fetch-site": "cross-site",
  "sec-fetch-mode": "navigate",
  "sec-fetch-dest": "document",
};

export async function startManifestFlow(github: GitHub, code: string): Promise<ManifestFlow> {
  const { id, privateKey: pem, webhookSecret: webhook_secret } = github.app;
  const html_url = "https://github.com/apps/diagram-tracker";
  const codes = [code];
  const door = createServer((incoming, response) => {
    const asked = /^\/api\/v3\/app-manifests\/([^/]+)\/conversions$/.exec(incoming.url ?? "")?.[1];
    if (asked === undefined) return pass(github, incoming, response);
    const place = incoming.method === "POST" ? codes.indexOf(asked) : -1;
    if (place >= 0) codes.splice(place, 1);
    response.writeHead(place < 0 ? 404 : flow.answer.status, { "content-type": "application/json" });
    response.end(JSON.stringify(place < 0 ? { message: "Not Found" } : flow.answer.body));
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const flow: ManifestFlow = {
    host: `127.0.0.1:${(door.address() as AddressInfo).port}`,
    codes,
    answer: { status: 201, body: { id, pem, webhook_secret, html_url, client_secret: "unused" } },
    close: () => {
      door.closeAllConnections();
      door.close();
    },
  };
  return flow;
}

function pass({ url: onto }: GitHub, incoming: IncomingMessage, response: ServerResponse): void {
  const { method, headers, url } = incoming;
  const onward = request(`${onto}${url}`, { ...(method && { method }), headers }, (answered) => {
    response.writeHead(answered.statusCode ?? 500, answered.headers);
    answered.pipe(response);
  });
  onward.on("error", () => response.destroy());
  incoming.pipe(onward);
}
