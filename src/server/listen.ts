import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { OperatorError } from "../operator-error.ts";

export interface ListenAt {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

/** Gives the port. Throws an OperatorError where the address cannot be listened on. */
export async function listen(server: Server, at: ListenAt): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(at, resolve);
    });
  } catch (error) {
    throw new OperatorError(explain(error, at), { cause: error });
  }
  return (server.address() as AddressInfo).port;
}

/** How long answers that are on their way may take once a server closes, in ms. */
const CLOSE_LIMIT = 5_000;

/** Takes no new connection, and resolves when the last answer was sent, or after five seconds. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), CLOSE_LIMIT);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

export function urlOf(host: string, port: number): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function explain(error: unknown, { host, port }: ListenAt): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} of ${host} is taken by another program. Stop that one, or set PORT to a port that is free.`;
    case "EACCES":
      return `This user may not listen on port ${port}. Set PORT to 1024 or above, and let a proxy in front pass requests on to it.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `HOST is ${host}, a name that has no address. Set HOST to localhost, or to 0.0.0.0 where others than this machine shall reach it.`;
    case "EADDRNOTAVAIL":
    case "EINVAL":
      return `HOST is ${host}, which is no address of this machine. Set HOST to localhost, or to 0.0.0.0 where others than this machine shall reach it.`;
    default:
      return `The server cannot listen on port ${port} of ${host} (${code}). Check HOST and PORT.`;
  }
}
