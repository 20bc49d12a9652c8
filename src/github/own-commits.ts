/**
 * Whether the App itself made a commit. Author, committer and message are whatever its writer wrote there; who may push may
 * write our name. A signature vouches for the committer: GitHub's own for a commit that GitHub made, and then the author is
 * who asked for it. https://docs.github.com/authentication/managing-commit-signature-verification/about-commit-signature-verification#signature-verification-for-bots
 *
 * A GitHub Enterprise Server may be set up to sign nothing. There, and only there, the name has to do.
 */
import { ask } from "./client/ask.ts";
import type { RepositoryClient } from "./client/repository-client.ts";

/** A commit as GitHub's REST API lists it. */
export interface ListedCommit {
  readonly sha: string;
  readonly commit: {
    readonly message: string;
    readonly committer?: { readonly email?: string | null } | null;
    readonly verification?: { readonly verified: boolean; readonly reason: string };
  };
  /** The accounts; GitHub gives an empty object for some that are gone. */
  readonly author: object | null;
  readonly committer: object | null;
}

/** Whose commits these are. */
export class CommitAuthors {
  readonly #self: string | null;
  readonly #isSigning: boolean;

  /**
   * `self`: our own login; null: not known, and then nothing is ours. `commits`: all that were read together. One that GitHub
   * signed shows that it signs what it makes.
   */
  constructor(
    { client }: Pick<RepositoryClient, "client">,
    self: string | null,
    commits: readonly ListedCommit[],
  ) {
    this.#self = self && withoutSuffix(self);
    this.#isSigning = isSigningServer(client) || commits.some(isByGitHub);
  }

  isOurs(one: ListedCommit): boolean {
    if (this.isSignedForUs(one)) return true;
    const isUnsigned = (one.commit.verification?.reason ?? "unsigned") === "unsigned";
    return !this.#isSigning && isUnsigned && this.#namesUs(one);
  }

  /** Nobody else can have made it, on any server. */
  isSignedForUs(one: ListedCommit): boolean {
    if (!one.commit.verification?.verified || !this.#namesUs(one)) return false;
    return isByGitHub(one) || botIn(one.committer) === this.#self;
  }

  #namesUs({ author }: ListedCommit): boolean {
    return this.#self !== null && botIn(author) === this.#self;
  }

  /** Login of the account that had GitHub make the commit; null: anybody may have written it. */
  madeBy(one: ListedCommit): string | null {
    return isByGitHub(one) ? loginIn(one.author) : null;
  }
}

/** Our own login, as our commits have it; null where GitHub does not say. */
export async function readSelf({ client }: Pick<RepositoryClient, "client">): Promise<string | null> {
  const { viewer } = await ask<{ viewer: { login: string } | null }>(
    client,
    "query ReadSelf { viewer { login } }",
    {},
  );
  return viewer?.login ?? null;
}

/** The account of every workflow run's own token. GraphQL may leave the suffix out. */
export function isOfRuns(login: string | null): boolean {
  return login !== null && withoutSuffix(login) === "github-actions";
}

function isByGitHub({ commit, committer }: ListedCommit): boolean {
  if (!commit.verification?.verified) return false;
  return loginIn(committer) === "web-flow" || commit.committer?.email === "noreply@github.com";
}

function loginIn(account: object | null): string | null {
  return account && "login" in account && typeof account.login === "string" ? account.login : null;
}

/** A person may be called like the App, but for the suffix. */
function botIn(account: object | null): string | null {
  const login = loginIn(account);
  return login?.endsWith(SUFFIX) ? withoutSuffix(login) : null;
}

const SUFFIX = "[bot]";

/** GraphQL names bots without it in some places. */
function withoutSuffix(login: string): string {
  return login.endsWith(SUFFIX) ? login.slice(0, -SUFFIX.length) : login;
}

/** GitHub itself, and GitHub Enterprise Cloud with a host of its own. */
function isSigningServer({ request }: RepositoryClient["client"]): boolean {
  const { hostname } = new URL(request.endpoint.DEFAULTS.baseUrl);
  return hostname === "api.github.com" || hostname.endsWith(".ghe.com");
}
