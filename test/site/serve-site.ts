import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  svg: "image/svg+xml",
  png: "image/png",
  xml: "application/atom+xml",
};

/** Serves files below `/diagrams/`, as a host of static pages does. */
export async function serveSite(
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<{ readonly url: string; readonly close: () => void; readonly sent: Map<string, number> }> {
  const sent = new Map<string, number>();
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname).replace(
      /^\/diagrams\//,
      "",
    );
    const name = path === "" || path.endsWith("/") ? `${path}index.html` : path;
    const content = files.get(name);
    if (content === undefined) {
      response.writeHead(404, { "content-type": TYPES["html"] }).end(files.get("404.html"));
      return;
    }
    sent.set(name, content.length);
    response
      .writeHead(200, { "content-type": TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "text/plain" })
      .end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/diagrams/`, close: () => server.close(), sent };
}
