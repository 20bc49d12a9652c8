import type { Account } from "../model.ts";
import type { World } from "../world.ts";

/** An account as REST and webhooks show it; a deleted one is `ghost`. */
export function accountJson(world: World, account: Account) {
  const login = account.deleted ? "ghost" : account.login;
  const api = `${world.apiUrl}/users/${encodeURIComponent(login)}`;
  const page = account.type === "Bot" ? `apps/${login.replace("[bot]", "")}` : login;
  return {
    login,
    id: account.deleted ? 10_137 : account.id,
    node_id: `U_${account.id}`,
    avatar_url: `${world.htmlUrl}/avatars/${account.id}`,
    gravatar_id: "",
    url: api,
    html_url: `${world.htmlUrl}/${page}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: account.deleted ? "User" : account.type,
    user_view_type: "public",
    site_admin: false,
  };
}
