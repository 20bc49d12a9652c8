import { execFile } from "node:child_process";
import { basename } from "node:path";
import { promisify } from "node:util";
import { UserError } from "./user-error.ts";

/** Where the page of the repository was found; `guessed`: nothing says it, so links would lead nowhere. */
export interface RepositoryUrl {
  /** Without a slash at the end: the base of every link. */
  readonly url: string;
  readonly guessed: boolean;
}

/** `--url`, or what the remote `origin` stands for, or a name that shows that it was guessed. Throws a `UserError` where `--url` is no address. */
export async function findRepositoryUrl(root: string, given: string | undefined): Promise<RepositoryUrl> {
  if (given !== undefined) {
    const url = webPageOf(given);
    if (url === null) {
      throw new UserError(`--url: "${given}" is no address such as https://github.com/owner/repository.`, {
        exitCode: 2,
      });
    }
    return { url, guessed: false };
  }
  const remote = await originOf(root);
  const url = remote === null ? null : webPageOf(remote);
  if (url !== null) return { url, guessed: false };
  return { url: `https://github.com/OWNER/${encodeURIComponent(basename(root))}`, guessed: true };
}

export const GUESSED_URL_HINT =
  "Links use a placeholder address, because this clone has no remote `origin`: --url https://github.com/OWNER/REPOSITORY gives the right one.";

/**
 * The web page for what git calls a remote: https, ssh and scp-like forms, of any host. Credentials and ports of ssh do
 * not belong to it. Null for a folder on this machine and whatever else has no page.
 */
export function webPageOf(remote: string): string | null {
  const text = remote.trim();
  const scp = /^(?:[^@/\s]+@)?([A-Za-z0-9.-]+):(?!\/\/)(?!\\)\/?(.+)$/.exec(text);
  if (scp?.[1] && scp[2] && scp[1].length > 1) return page("https:", scp[1], scp[2]);
  const url = URL.canParse(text) ? new URL(text) : null;
  switch (url?.protocol) {
    case "https:":
    case "http:":
      return page(url.protocol, url.host, url.pathname);
    case "ssh:":
    case "git:":
    case "git+ssh:":
      return page("https:", url.hostname, url.pathname);
    default:
      return null;
  }
}

function page(protocol: string, host: string, path: string): string | null {
  // GitHub's way to speak ssh over port 443 has a host of its own.
  const server = host.replace(/^ssh\.(github\.com)$/i, "$1").toLowerCase();
  const segments = path.split("/").filter((one) => one !== "");
  const last = segments.pop()?.replace(/\.git$/, "");
  if (!last || segments.length === 0 || !/^[\p{L}\p{N}._~/%+-]+$/u.test(path)) return null;
  return `${protocol}//${server}/${[...segments, last].join("/")}`;
}

/** Null where there is no git, no repository, or no such remote. */
async function originOf(root: string): Promise<string | null> {
  const git = promisify(execFile);
  return git("git", ["-C", root, "remote", "get-url", "origin"]).then(
    ({ stdout }) => stdout.trim() || null,
    () => null,
  );
}
