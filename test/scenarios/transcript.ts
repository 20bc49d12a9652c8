import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import type { CheckRun } from "../../src/playground/github/start-github.ts";
import { changedLines, type ObservedCommit, Observer } from "../../src/playground/observe.ts";

/** Writes down what the bot does from one moment to the next, as Markdown that a reviewer can read. */
export class Transcript {
  private readonly observer: Observer;
  private readonly names = new Map<string, string>();

  /** `bot`: the account that it speaks with, where that is not the App's. */
  constructor(repository: RepositoryHandle, bot?: string) {
    this.observer = new Observer(repository, bot);
  }

  /** Everything since the last call: new and edited comments, commits with what they changed, and checks. */
  next(): string {
    const { commits, threads, comments, checks, reviewRequests, sidebars } = this.observer.next();
    const opened = threads.map(({ number, what, did, title, body }) => {
      const text = did === "closes" ? "" : `\n\n${quote(body)}`;
      return `**The bot ${did} ${what} #${number}** "${title}"${text}`;
    });
    const said = comments.map(({ thread, body, edited }) => {
      const verb = edited ? "changes its comment" : "comments";
      return `**The bot ${verb} on #${thread}:**\n\n${quote(body)}`;
    });
    const asked = reviewRequests.map(
      ({ thread, reviewer, did }) => `**The bot ${did}** ${reviewer} for a review of #${thread}`,
    );
    const beside = sidebars.map(({ did }) => `**The bot** ${did}`);
    const parts = [
      ...commits.map(renderCommit),
      ...opened,
      ...beside,
      ...asked,
      ...said,
      ...checks.map(renderCheck),
    ];
    return parts.length > 0 ? this.rename(parts.join("\n\n")) : "*The bot does nothing.*";
  }

  /** GitHub's own numbers count through all scenarios; here each counts from 1, so that no scenario changes another. */
  private rename(text: string): string {
    return text.replaceAll(NUMBERED, (found, kind: string | undefined) => {
      const known = this.names.get(found);
      if (known) return known;
      const name = `${kind ?? "delivery"}-${this.names.size + 1}`;
      this.names.set(found, name);
      return name;
    });
  }
}

const NUMBERED =
  /\b(?:(comment|check|sidebar)-(?:SE_)?\d{4,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/g;

/** A check as people meet it first: whether it passes, its title, and what stands beside the lines. */
function renderCheck({ name, externalId, conclusion, title, annotations }: CheckRun): string {
  const number = externalId.split(":")[0];
  const lines = annotations.map((annotation) => `- ${renderAnnotation(annotation)}`);
  const head = `**The bot posts** ${name} for #${number}: ${conclusion}, "${title}"`;
  return lines.length > 0 ? `${head}\n\n${lines.join("\n")}` : head;
}

function renderAnnotation(annotation: object): string {
  const fields: Readonly<Record<string, unknown>> = { ...annotation };
  const { path, start_line, annotation_level, title, message } = fields;
  return `${annotation_level} at ${path}:${start_line}, "${title}": ${message}`;
}

function quote(text: string): string {
  return text.replace(/^/gm, "> ").replace(/ +$/gm, "");
}

/** Drawn anew for each commit. */
const SEAL = /\n?^Diagram-Tracker-Seal: [0-9a-f]{32}$/gm;

function renderCommit({ branch, headline, body, changes }: ObservedCommit): string {
  const files = changes.map((change) => {
    // A tracker that is made new is the usual one; its rows are in the next differences.
    const isNew = change.before === "" && change.path === "TRACKER.md";
    const shown = isNew ? [] : changedLines(withoutRepeats(change));
    const note = isNew ? " (made new)" : shown.length === 0 ? " (its chart or people)" : "";
    return [`=== ${change.path}${note}`, ...shown].join("\n");
  });
  const said = body.replace(SEAL, "");
  const message = said ? `\n\n${said.replace(/^(?=.)/gm, "    ")}` : "";
  const where = branch === null ? "" : ` to \`${branch}\``;
  return `**The bot commits**${where} \`${headline}\`${message}\n\n\`\`\`\`\`diff\n${files.join("\n")}\n\`\`\`\`\``;
}

/** Chart and people say the same again as the rows, and have tests of their own. */
function withoutRepeats({ before, after, ...change }: ObservedCommit["changes"][number]) {
  const [old, now] = [before, after].map((text) =>
    text?.replace(
      /(<!-- diagram-tracker:begin (chart|people) -->\n)[\s\S]*?(?=<!-- diagram-tracker:end \2)/g,
      "$1",
    ),
  );
  return { ...change, before: old ?? before, after: now ?? after };
}
