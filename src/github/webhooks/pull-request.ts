import type { z } from "zod";
import { STANDING_MARKER } from "../../decide/standing-pull-request.ts";
import type { PullRequestEvent } from "../../facts/event.ts";
import { edited, thread } from "./fields.ts";
import { normalise, openingText, textEvents } from "./texts.ts";

const payload = edited.extend({ pull_request: thread });

/** An opened pull request is something written and something to look at. */
export const pullRequest = {
  actions: [
    "opened",
    "edited",
    "closed",
    "reopened",
    "ready_for_review",
    "converted_to_draft",
    "synchronize",
  ],
  nothing: "Nothing in it is for the bot.",
  read(sent: unknown) {
    const { data } = payload.safeParse(sent);
    if (!data || isOwnWording(data)) return [];
    const { pull_request } = data;
    const look = pullRequestEvent(pull_request);
    const closed = data.action === "closed" ? { ...look, closedWith: wordsOf(pull_request) } : look;
    return [...textEvents(openingText(pull_request, true), data, "opened"), closed];
  },
} as const;

export function pullRequestEvent({
  number,
  updated_at,
}: {
  number: number;
  updated_at: string;
}): PullRequestEvent {
  return { kind: "pull-request", key: `pull-request-${number}@${updated_at}`, at: updated_at, number };
}

function wordsOf({ title, body }: { title: string; body?: string | null | undefined }) {
  return { title, body: normalise(body ?? "") };
}

/**
 * The bot rewrote the description of its own pull request. What it pushes there is heard like anybody's push, since checks
 * that are required have to report on it.
 */
function isOwnWording({ action, sender, pull_request }: z.infer<typeof payload>): boolean {
  const { user, body } = pull_request;
  const isBots = sender.type === "Bot" && user?.type === "Bot";
  return action === "edited" && isBots && (body ?? "").includes(STANDING_MARKER);
}
