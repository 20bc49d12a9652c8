import { holderOf } from "../domain/people.ts";
import { isLogin } from "../domain/person.ts";
import type { Fold } from "./fold.ts";

/** So many are named in one commit. */
const MOST = 50;

/**
 * Whoever made what is complete now, as GitHub reads a co-author: by the address that every account has and that tells nothing
 * else of them. Without the account's ID nobody is named, since a login may be somebody else's by now.
 * https://docs.github.com/account-and-profile/reference/email-addresses-reference#your-noreply-email-address
 */
export function creditsIn(fold: Fold): string[] {
  if (!fold.state.config.credit) return [];
  const host = hostOf(fold.snapshot.url);
  const credits = [...fold.changed].flatMap(([id, { before }]) => {
    const now = fold.assignment(id);
    const maker = now.status === "complete" && before.status !== "complete" ? holderOf(now) : null;
    if (maker === null || maker.id === null || !isLogin(maker.login)) return [];
    return [`${maker.login} <${maker.id}+${maker.login}@users.noreply.${host}>`];
  });
  return [...new Set(credits)].slice(0, MOST);
}

/** `https://github.com/atlas/diagrams` → `github.com`. */
function hostOf(url: string): string {
  return url.split("/")[2]?.split(":")[0] ?? "github.com";
}
