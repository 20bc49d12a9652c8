import type { Repository } from "../model.ts";
import { accountJson } from "./account.ts";
import type { BaseUrls } from "./base-urls.ts";
import { isoSeconds } from "./time.ts";

/** The address templates below a repository's own, as GitHub names them. */
const addresses: Readonly<Record<string, string>> = {
  archive_url: "/{archive_format}{/ref}",
  assignees_url: "/assignees{/user}",
  blobs_url: "/git/blobs{/sha}",
  branches_url: "/branches{/branch}",
  collaborators_url: "/collaborators{/collaborator}",
  comments_url: "/comments{/number}",
  commits_url: "/commits{/sha}",
  compare_url: "/compare/{base}...{head}",
  contents_url: "/contents/{+path}",
  contributors_url: "/contributors",
  deployments_url: "/deployments",
  downloads_url: "/downloads",
  events_url: "/events",
  forks_url: "/forks",
  git_commits_url: "/git/commits{/sha}",
  git_refs_url: "/git/refs{/sha}",
  git_tags_url: "/git/tags{/sha}",
  hooks_url: "/hooks",
  issue_comment_url: "/issues/comments{/number}",
  issue_events_url: "/issues/events{/number}",
  issues_url: "/issues{/number}",
  keys_url: "/keys{/key_id}",
  labels_url: "/labels{/name}",
  languages_url: "/languages",
  merges_url: "/merges",
  milestones_url: "/milestones{/number}",
  notifications_url: "/notifications{?since,all,participating}",
  pulls_url: "/pulls{/number}",
  releases_url: "/releases{/id}",
  stargazers_url: "/stargazers",
  statuses_url: "/statuses/{sha}",
  subscribers_url: "/subscribers",
  subscription_url: "/subscription",
  tags_url: "/tags",
  teams_url: "/teams",
  trees_url: "/git/trees{/sha}",
};

export function repositoryJson(urls: BaseUrls, repository: Repository) {
  const { owner, name } = repository;
  const api = repositoryApi(urls, repository);
  const page = repositoryPage(urls, repository);
  const open = [...repository.threads.values()].filter((thread) => thread.state === "open").length;
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name,
    full_name: `${owner.login}/${name}`,
    private: repository.isPrivate,
    visibility: repository.isPrivate ? "private" : "public",
    owner: accountJson(urls, owner),
    html_url: page,
    description: null,
    fork: repository.isFork,
    url: api,
    ...Object.fromEntries(Object.entries(addresses).map(([key, path]) => [key, api + path])),
    created_at: isoSeconds(repository.createdAt),
    updated_at: isoSeconds(repository.pushedAt),
    pushed_at: isoSeconds(repository.pushedAt),
    git_url: `git://${page.replace(/^https?:\/\//, "")}.git`,
    ssh_url: `git@${new URL(page).host}:${owner.login}/${name}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    mirror_url: null,
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    watchers: 0,
    forks_count: 0,
    forks: 0,
    language: null,
    license: null,
    topics: [],
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    archived: repository.isArchived,
    disabled: false,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    custom_properties: {},
    open_issues_count: open,
    open_issues: open,
    default_branch: repository.defaultBranch,
  };
}

export function repositoryApi(urls: BaseUrls, { owner, name }: Repository): string {
  return `${urls.apiUrl}/repos/${owner.login}/${name}`;
}

export function repositoryPage(urls: BaseUrls, { owner, name }: Repository): string {
  return `${urls.htmlUrl}/${owner.login}/${name}`;
}
