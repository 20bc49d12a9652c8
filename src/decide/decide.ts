import { readRepositoryState } from "../domain/repository-state.ts";
import { lastGoodAssignments } from "../tracker/rows.ts";
import { renderCommitMessage } from "./commit-message.ts";
import type { TrackerEvent } from "./event.ts";
import { type DecideInput, Fold } from "./fold.ts";
import { planNotice } from "./notice.ts";
import { orderEvents } from "./order-events.ts";
import type { Decision, Notice } from "./plan.ts";
import { planFiles } from "./plan-files.ts";
import { renderReplies } from "./reply.ts";
import { type Answer, runComment } from "./run-comment.ts";
import { syncPullRequest } from "./sync-pull-request.ts";

/**
 * Folds a batch of events over the repository as it is: the whole behaviour of the bot, as data. Pure: the same input
 * gives the same decision, and nothing is done yet. Where facts are missing it says which, and is asked again with them.
 */
export function decide(input: DecideInput): Decision {
  const { snapshot } = input;
  const state = readRepositoryState(snapshot.files);
  const fold = new Fold(
    input,
    state,
    lastGoodAssignments(snapshot.files.trackers, new Set(state.broken.keys())),
  );
  const answers: Answer[] = [];
  for (const event of orderEvents(input.events)) {
    const before = fold.history.length;
    const { decision, answer } = hear(fold, event);
    fold.log.push({ key: event.key, decision, changed: fold.history.length > before });
    if (answer) answers.push(answer);
  }
  const notices = planNotices(fold);
  if (fold.missing) return { kind: "missing", missing: fold.missing };

  const { files, problems } = planFiles(fold);
  return {
    kind: "plan",
    plan: {
      files,
      message: files.length > 0 ? renderCommitMessage(fold) : null,
      replies: renderReplies(answers),
      notices,
      problems: [...state.problems, ...problems],
      log: fold.log,
    },
  };
}

function hear(fold: Fold, event: TrackerEvent): { decision: string; answer?: Answer } {
  switch (event.kind) {
    case "push":
      return { decision: "the default branch moved: the tracker is rendered from it" };
    case "pull-request": {
      if (fold.state.configBroken) return { decision: "not looked at: the configuration is broken" };
      const pr = fold.pullRequest(event.number);
      return { decision: pr ? syncPullRequest(fold, pr) : `there is no pull request #${event.number}` };
    }
    case "comment": {
      const before = fold.history.length;
      const answer = runComment(fold, event);
      if (!answer) return { decision: "no command" };
      const changes = fold.history.slice(before).map(({ id, what }) => `${id} ${what}`);
      return { decision: changes.join("; ") || "answered, nothing changed", answer };
    }
  }
}

/** Pull requests for which a command may have opened the way are looked at once more, then each notice is renewed. */
function planNotices(fold: Fold): Notice[] {
  if (fold.state.configBroken) return [];
  for (const number of fold.lookAgain) {
    const pr = fold.pullRequest(number);
    if (pr) syncPullRequest(fold, pr);
  }
  return [...fold.touched].flatMap((number) => {
    const pr = fold.pullRequest(number);
    return (pr && planNotice(fold, pr)) ?? [];
  });
}
