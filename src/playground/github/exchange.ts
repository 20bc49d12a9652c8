import type { Refused } from "./acts/refused.ts";
import type { Actor } from "./credentials.ts";
import type { SeenRequest } from "./faults.ts";

/** One request, read and its sender known, or why the sender is refused. */
export interface IncomingCall {
  readonly seen: SeenRequest;
  readonly url: URL;
  readonly path: string;
  readonly method: string;
  readonly body: string;
  readonly actor: Actor | null;
  readonly refusal: Refused | null;
  readonly isGraphql: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
