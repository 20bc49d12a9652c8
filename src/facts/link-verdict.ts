import type { CivilDate } from "../domain/civil-date.ts";

/** What became of a source's address when it was last looked at. */
export interface LinkVerdict {
  /** `refused`: it was not asked, since it leads to where we do not go; `unclear`: its server would not say. */
  readonly kind: "reachable" | "gone" | "unclear" | "refused";
  /** The UTC day on which it was looked at. */
  readonly on: CivilDate;
  readonly detail: LinkDetail;
}

/** What was seen, as far as anybody is told. */
export type LinkDetail =
  | { readonly saw: "answer"; readonly status: number }
  /** `over`: the host that it redirects to, where that is another one. `isPlain`: without encryption. */
  | { readonly saw: "page"; readonly over: string | null; readonly isPlain: boolean }
  | { readonly saw: "no-host" | "no-answer-in-time" | "unreachable" }
  | { readonly saw: "redirects"; readonly limit: number }
  | { readonly saw: "https-to-http" | "no-web-page" | "credentials" | "not-public" }
  | { readonly saw: "port"; readonly port: number };
