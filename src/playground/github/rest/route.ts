import { Refused } from "../acts/refused.ts";
import type { Actor, Credentials } from "../credentials.ts";
import type { HttpAnswer } from "../exchange.ts";
import {
  type Comment,
  type GitHubAccount,
  isPullThread,
  type PullThread,
  type Repository,
  type Thread,
} from "../model.ts";
import type { OperationKey } from "../openapi/operations.ts";
import type { RateLimits } from "../rate-limits.ts";
import type { World } from "../world.ts";

export interface RestRequest {
  readonly world: World;
  readonly credentials: Credentials;
  readonly rateLimits: RateLimits;
  readonly actor: Actor;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Fits the description of the operation: it was checked before. */
  readonly body: unknown;
  readonly url: URL;
}

/**
 * What a token must be good for: the App's own JWT, an installation's permission, any valid token, or nothing.
 * `metadata:read` is what every installation has.
 */
export type Needs = "app" | "token" | "nothing" | `${string}:${"read" | "write"}`;

interface Route {
  readonly needs: Needs;
  readonly run: (request: RestRequest) => HttpAnswer;
}

export type Routes<K extends OperationKey> = Readonly<Record<K, Route>>;

/** Keeps the keys, so that the router's type shows what is missing. */
export function defineRoutes<K extends OperationKey>(routes: Routes<K>): Routes<K> {
  return routes;
}

export function notFound(): Refused {
  return new Refused(404, "Not Found");
}

/** The repository in the path, if the token reaches it; for all others it is not there. */
export function findRepository({ world, actor, params }: RestRequest): Repository {
  const repository = world.findRepository(params["owner"] ?? "", params["repo"] ?? "");
  if (repository === undefined || !canSee(actor, repository)) throw notFound();
  return repository;
}

export function canSee(actor: Actor, repository: Repository): boolean {
  if (actor.kind === "installation") {
    const { account, selected } = actor.installation;
    return account === repository.owner && (selected === null || selected.has(repository.id));
  }
  if (actor.kind === "actions") return actor.repository === repository;
  return (
    actor.kind === "app" || !repository.isPrivate || repositoryRoleOf(repository, actor.account) !== null
  );
}

/** Public ones are shown to every token; of other owners' nobody asks here. */
export function canRead(actor: Actor, repository: Repository): boolean {
  const owner =
    actor.kind === "installation"
      ? actor.installation.account
      : actor.kind === "actions"
        ? actor.repository.owner
        : null;
  return canSee(actor, repository) || (owner === repository.owner && !repository.isPrivate);
}

export function repositoryRoleOf(repository: Repository, account: GitHubAccount) {
  if (account === repository.owner) return "admin";
  const role = repository.permissions.get(account.id);
  return role ?? (repository.isPrivate ? null : "read");
}

export function findThread(repository: Repository, number: string | undefined): Thread {
  const thread = repository.threads.get(Number(number));
  if (thread === undefined) throw notFound();
  return thread;
}

export function findPull(repository: Repository, number: string | undefined): PullThread {
  const thread = findThread(repository, number);
  if (!isPullThread(thread)) throw notFound();
  return thread;
}

export function findComment(repository: Repository, id: string | undefined): Comment {
  const comment = repository.comments.get(Number(id));
  if (comment === undefined) throw notFound();
  return comment;
}

/** One page of a list, with GitHub's Link header: 30 a page, 100 at most. */
export function paginate<T>(
  { query, url }: RestRequest,
  items: readonly T[],
  shape: (item: T) => unknown,
): HttpAnswer {
  const size = Math.min(100, Math.max(1, Number(query["per_page"] ?? 30)));
  const page = Math.max(1, Number(query["page"] ?? 1));
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = (to: number, rel: string) => {
    const address = new URL(url);
    address.searchParams.set("page", String(to));
    return `<${address}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, "prev")] : []),
    ...(page < last ? [link(page + 1, "next"), link(last, "last")] : []),
    ...(page > 1 ? [link(1, "first")] : []),
  ];
  return {
    status: 200,
    body: items.slice((page - 1) * size, page * size).map(shape),
    ...(links.length > 0 && { headers: { link: links.join(", ") } }),
  };
}
