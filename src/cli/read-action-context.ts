import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ActionContext } from "../action/examine-action.ts";
import { DOCUMENT_BYTES, findRoot } from "./read-clone.ts";
import { readText } from "./read-text.ts";
import { findRepositoryUrl } from "./repository-url.ts";
import type { Shell } from "./shell.ts";

const FOLDER = ".github/workflows";

/** A clone's workflows, and where its repository is. */
export async function readActionContext(shell: Shell, repo: string): Promise<ActionContext> {
  const root = await findRoot(shell, repo);
  const names = await readdir(join(root, FOLDER)).catch(() => []);
  const workflows = [];
  for (const name of names.filter((one) => /\.ya?ml$/.test(one)).sort()) {
    const path = `${FOLDER}/${name}`;
    const read = await readText(root, path, DOCUMENT_BYTES);
    if (read.kind === "text") workflows.push({ path, text: read.text });
  }
  const { url, guessed } = await findRepositoryUrl(root, undefined);
  const page = new URL(url);
  const [owner = "", name = ""] = page.pathname.split("/").filter((part) => part !== "");
  const server = page.host === "github.com" ? "https://api.github.com" : `${page.origin}/api/v3`;
  return {
    workflows,
    repository: guessed ? null : { owner, name },
    apiUrl: process.env["GITHUB_API_URL"] || server,
    token: process.env["GITHUB_TOKEN"] || process.env["GH_TOKEN"] || null,
    now: shell.now,
  };
}
