import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Environment } from "../environment.ts";
import { InboxUnusable } from "../inbox/inbox-unusable.ts";
import { openInbox } from "../inbox/open-inbox.ts";
import { type Diagnosis, ok, problem } from "./finding.ts";

/** What has waited longer is not just waiting for its turn. */
const LONG_MS = 15 * 60_000;

export async function checkInbox(
  environment: Pick<Environment, "INBOX_PATH" | "DATABASE_URL">,
  { cwd, now }: { cwd: string; now: () => number },
): Promise<Diagnosis[]> {
  const { DATABASE_URL } = environment;
  const path = resolve(cwd, environment.INBOX_PATH);
  if (DATABASE_URL === undefined && !existsSync(path)) {
    const what = `There is no inbox ${path} yet.`;
    const why =
      "The server makes it when it starts; if it has run before, this is not the file that it used.";
    const fix =
      "If it has run before, set INBOX_PATH to its file; a relative path counts from where the server starts.";
    return [problem("warning", "inbox", { what, why, fix })];
  }
  try {
    const inbox = await openInbox({ INBOX_PATH: path, DATABASE_URL }, { now, leaseMs: 60_000 });
    try {
      const { waiting, leased, held, setAside, oldest } = await inbox.counts();
      const where = DATABASE_URL === undefined ? path : "PostgreSQL";
      const findings = [
        ok(
          "inbox",
          `It opens (${where}): ${waiting} waiting, ${leased} being worked on, ${held > 0 ? `${held} held until their installation can be reached, ` : ""}${setAside} set aside.`,
        ),
      ];
      if (setAside > 0) {
        const [first] = await inbox.list("set-aside");
        findings.push(
          problem("warning", "inbox", {
            what: `${setAside} set aside; the first: ${first?.id ?? "?"} (${first?.reason ?? "no reason kept"}).`,
            why: "Whoever wrote them has no answer.",
            fix: "`diagram-tracker inbox list --state set-aside` shows them; retry them once the cause is mended, or drop them.",
          }),
        );
      }
      const age = oldest === null ? 0 : now() - oldest;
      if (age > LONG_MS) {
        findings.push(
          problem("warning", "inbox", {
            what: `The oldest delivery has waited for ${Math.floor(age / 60_000)} minutes.`,
            why: "People wait for their answers.",
            fix: "`diagram-tracker inbox list` says why it was put back. With no reason there, no server works on this inbox.",
          }),
        );
      }
      return findings;
    } finally {
      await inbox.close();
    }
  } catch (error) {
    if (!(error instanceof InboxUnusable)) throw error;
    const fix = "Mend what it names, and run `diagram-tracker doctor` again.";
    return [problem("error", "inbox", { what: error.message, why: "The server does not start.", fix })];
  }
}
