import type { CommitMessage } from "../../decide/plan.ts";
import type { Config } from "../../domain/config.ts";
import type { Person } from "../../domain/person.ts";

/** What a project asks of every commit, the bot's too. */
export interface CommitRules {
  readonly skipCi: boolean;
  /** Stands before the first line; empty: nothing does. */
  readonly prefix: string;
  /** Who signs off, as git writes people; null: nobody. */
  readonly signer: string | null;
}

/** `skipsCi`: whether the branch lets CI be skipped. `self`: our own account, which GitHub makes the author; null: not known. */
export function commitRules(
  { skip_ci, commits }: Pick<Config, "skip_ci" | "commits">,
  { skipsCi, self, url }: { readonly skipsCi: boolean; readonly self: Person | null; readonly url: string },
): CommitRules {
  const { prefix, sign_off } = commits;
  return {
    skipCi: skip_ci && skipsCi,
    prefix: withSpace(prefix),
    signer: sign_off && self !== null && self.id !== null ? signerOf(self.login, self.id, url) : null,
  };
}

const HEADLINE_LIMIT = 72;

/** The paragraphs of the message, as git's trailers have to come last. */
export function renderByRules(
  { headline, body }: CommitMessage,
  trailers: readonly string[],
  { prefix, skipCi, signer }: CommitRules,
): CommitMessage {
  const last = [...trailers, ...(signer === null ? [] : [`Signed-off-by: ${signer}`])].join("\n");
  const parts = [body, skipCi ? "[skip ci]" : "", last];
  return {
    headline: prefix === "" ? headline : `${prefix}${headline}`.slice(0, HEADLINE_LIMIT),
    body: parts.filter((part) => part !== "").join("\n\n"),
  };
}

/** In YAML a space at the end is easily lost. */
export function withSpace(prefix: string): string {
  return prefix === "" || prefix.endsWith(" ") ? prefix : `${prefix} `;
}

/** As GitHub names the author of what an App commits, which a sign-off is compared with. */
function signerOf(login: string, id: number, url: string): string {
  const host = new URL(url).hostname;
  return `${login} <${id}+${login}@users.noreply.${host}>`;
}
