import { request } from "node:http";

export interface Answered {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

export interface Asked {
  /** In ms, from the connection to the end of the answer. */
  readonly limit: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** With it, it is a POST. */
  readonly body?: string;
}

/** Over a connection of its own: none that was kept open can be closed just when it is used again. */
export function ask(url: string, { limit, headers = {}, body }: Asked): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  const signal = AbortSignal.timeout(limit);
  const method = body === undefined ? "GET" : "POST";
  const sent = request(url, { agent: false, method, headers, signal }, (response) => {
    const answered = { status: response.statusCode ?? 0, retryAfter: response.headers["retry-after"] };
    response.resume();
    response.once("end", () => resolve(answered));
    response.once("error", reject);
  });
  sent.once("error", reject);
  sent.end(body);
  return promise;
}
