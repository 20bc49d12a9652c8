import { matches, type RequestMatcher, type SeenRequest } from "./faults.ts";

export interface LoggedRequest extends SeenRequest {
  readonly status: number;
  /** Milliseconds since the epoch, by the injected clock. */
  readonly at: number;
  /** Login of the account behind the token; null without a valid one. */
  readonly actor: string | null;
}

/** What the bot asked for, in order of arrival of the answers. */
export class RequestLog {
  private entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): void {
    this.entries.push(entry);
  }

  get all(): readonly LoggedRequest[] {
    return this.entries;
  }

  count(match: RequestMatcher = /./): number {
    return this.entries.filter((entry) => matches(match, entry)).length;
  }

  /** Requests without those for tokens, which are amortised over an hour. */
  countWithoutTokens(): number {
    return this.count((request) => !request.path.endsWith("/access_tokens") && request.path !== "/app");
  }

  reset(): void {
    this.entries = [];
  }
}
