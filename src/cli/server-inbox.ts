import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Environment } from "../environment.ts";
import type { Inbox } from "../inbox/inbox.ts";
import { InboxUnusable } from "../inbox/inbox-unusable.ts";
import { openInbox } from "../inbox/open-inbox.ts";
import { preparePrivateInbox } from "../server/private-inbox-file.ts";
import type { Shell } from "./shell.ts";
import { UserError } from "./user-error.ts";

/**
 * Works on the inbox that the environment names, and closes it. Where its file is not there yet, `absent` says what takes
 * its place; without it the file is made. Throws a `UserError` where the inbox cannot be used.
 */
export async function withServerInbox<T>(
  { cwd, now }: Pick<Shell, "cwd" | "now">,
  { INBOX_PATH, DATABASE_URL }: Pick<Environment, "INBOX_PATH" | "DATABASE_URL">,
  { absent, redact }: { absent: ((path: string) => Inbox) | null; redact: (text: string) => string },
  work: (inbox: Inbox) => Promise<T>,
): Promise<T> {
  const options = { now, leaseMs: 60_000 };
  const path = resolve(cwd, INBOX_PATH);
  const isThere = DATABASE_URL !== undefined || existsSync(path);
  try {
    const isOpened = isThere || absent === null;
    if (isOpened && DATABASE_URL === undefined) preparePrivateInbox(path);
    const inbox = isOpened ? await openInbox({ INBOX_PATH: path, DATABASE_URL }, options) : absent(path);
    return await work(inbox).finally(() => inbox.close());
  } catch (error) {
    if (!(error instanceof InboxUnusable)) throw error;
    throw new UserError(redact(error.message), { cause: error });
  }
}
