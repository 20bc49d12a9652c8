import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { changedLines, type ObservedCommit, Observer } from "../../src/playground/observe.ts";

/** Writes down what the bot does from one moment to the next, as Markdown that a reviewer can read. */
export class Transcript {
  private readonly observer: Observer;

  constructor(repository: RepositoryHandle) {
    this.observer = new Observer(repository);
  }

  /** Everything since the last call: new and edited comments, and commits with what they changed. */
  next(): string {
    const { commits, comments } = this.observer.next();
    const said = comments.map(({ thread, body, edited }) => {
      const verb = edited ? "changes its comment" : "comments";
      return `**The bot ${verb} on #${thread}:**\n\n${body.replace(/^/gm, "> ").replace(/ +$/gm, "")}`;
    });
    const parts = [...commits.map(renderCommit), ...said];
    return parts.length > 0 ? parts.join("\n\n") : "*The bot does nothing.*";
  }
}

function renderCommit({ headline, body, changes }: ObservedCommit): string {
  const files = changes.map((change) => {
    // A tracker that is made new is the usual one; its rows are in the next differences.
    const isNew = change.before === "" && change.path === "TRACKER.md";
    return [`=== ${change.path}${isNew ? " (made new)" : ""}`, ...(isNew ? [] : changedLines(change))].join(
      "\n",
    );
  });
  const message = body ? `\n\n${body.replace(/^(?=.)/gm, "    ")}` : "";
  return `**The bot commits** \`${headline}\`${message}\n\n\`\`\`\`\`diff\n${files.join("\n")}\n\`\`\`\`\``;
}
