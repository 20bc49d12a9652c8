import type { GitHubAccount } from "../model.ts";
import type { BaseUrls } from "./base-urls.ts";

/** An account as REST and webhooks show it; a deleted one is `ghost`. */
export function accountJson(urls: BaseUrls, account: GitHubAccount) {
  const login = account.deleted ? "ghost" : account.login;
  const api = `${urls.apiUrl}/users/${encodeURIComponent(login)}`;
  const page = account.type === "Bot" ? `apps/${login.replace("[bot]", "")}` : login;
  return {
    login,
    id: account.deleted ? 10_137 : account.id,
    node_id: `U_${account.id}`,
    avatar_url: `${urls.htmlUrl}/avatars/${account.id}`,
    gravatar_id: "",
    url: api,
    html_url: `${urls.htmlUrl}/${page}`,
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
    site_admin: false,
  };
}

/** An organization as events carry it beside the repository. */
export function organizationJson(urls: BaseUrls, account: GitHubAccount) {
  const api = `${urls.apiUrl}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: `O_${account.id}`,
    url: api,
    repos_url: `${api}/repos`,
    events_url: `${api}/events`,
    hooks_url: `${api}/hooks`,
    issues_url: `${api}/issues`,
    members_url: `${api}/members{/member}`,
    public_members_url: `${api}/public_members{/member}`,
    avatar_url: `${urls.htmlUrl}/avatars/${account.id}`,
    description: null,
  };
}
