import type { Actor } from "../credentials.ts";
import type { GitObject, TreeEntry } from "../git/objects.ts";
import type { Comment, GitHubAccount, PullThread, Repository, Review, Thread } from "../model.ts";
import type { RateLimits } from "../rate-limits.ts";
import type { World } from "../world.ts";
import { NotImplemented } from "./refusal.ts";

export interface GraphqlContext {
  readonly world: World;
  readonly actor: Actor;
  readonly rateLimits: RateLimits;
}

/** What a field is computed from. The repository goes along, since neither blobs nor comments know theirs. */
export interface At<T> {
  readonly repository: Repository;
  readonly value: T;
}

// `never`: each resolver names the arguments that it reads; whether they fit was checked against the schema.
type Resolver<S> = (source: S, args: never, context: GraphqlContext) => unknown;
export type FieldResolvers<S> = Readonly<Record<string, Resolver<S>>>;

/** The type's name travels with the value, for interfaces and unions. */
export interface Typed {
  readonly __typename: string;
}

export type ObjectAt = At<GitObject> & Typed;
export type EntryAt = At<TreeEntry> & { readonly path: string };
export type ThreadAt = At<Thread> & Typed;
export type PullAt = At<PullThread> & Typed;
export type CommentAt = At<Comment>;
export type ReviewAt = At<Review>;
export type AccountAt = GitHubAccount & Typed;

export function objectAt(repository: Repository, value: GitObject | null | undefined): ObjectAt | null {
  if (value === null || value === undefined) return null;
  const __typename = { blob: "Blob", tree: "Tree", commit: "Commit" }[value.kind];
  return { __typename, repository, value };
}

/** A deleted account is nobody. Bots go without the "[bot]" that REST gives them. */
export function accountAt(account: GitHubAccount): (GitHubAccount & Typed) | null {
  if (account.deleted) return null;
  const login = account.type === "Bot" ? account.login.replace("[bot]", "") : account.login;
  return { ...account, login, __typename: account.type };
}

export function refuseArguments(type: string, field: string, args: object): void {
  const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
  if (given.length === 0) return;
  const names = given.map(([name]) => name).join(", ");
  throw new NotImplemented(
    `The stand-in GitHub does not implement the argument ${names} of ${type}.${field}`,
  );
}
