/**
 * What the pull request says that offers a campaign: what was found, what it would look like, what has to be set, and how to say
 * no. Its documents are anybody's, so whatever is quoted of them is inert.
 */
import { pendingAssignment } from "../domain/assignment.ts";
import { addDays } from "../domain/civil-date.ts";
import { isConfigPath } from "../domain/config.ts";
import { parseDiagramId } from "../domain/diagram-id.ts";
import { CHECK_NAMES } from "../facts/check-kind.ts";
import type { OnboardEvent } from "../facts/event.ts";
import type { CampaignProposal } from "../facts/onboarding-facts.ts";
import { code } from "../tracker/inert.ts";
import type { Fold } from "./fold.ts";

/** A person reads these; the rest `diagram-tracker init --dry-run` lists. */
const PROBLEMS = 20;
const SUMMARY_LINES = 25;
const SUMMARY_LENGTH = 6_000;
/** GitHub takes 65,536 characters; what is quoted of the documents is left out first. */
const LENGTH = 60_000;
/** Of a folder with more files only their number is said. */
const FILES = 4;

export function renderOnboarding(fold: Fold, event: OnboardEvent, proposal: CampaignProposal): string {
  const say = fold.say.onboarding;
  const { tracker, found, problems, mode } = proposal;
  const asked =
    event.thread !== undefined && event.by !== undefined ? [say.askedBy(event.by, event.thread)] : [];
  const begin = [
    tracker === null ? say.fresh() : say.found(tracker, found),
    ...asked,
    say.sayNo(),
    say.contents(contentsOf(proposal, say)),
  ];
  const shown = problems.slice(0, PROBLEMS);
  const end = [
    say.answer(proposal.example, quoted(firstReply(fold, proposal))),
    say.settings(mode, Object.values(CHECK_NAMES)),
    say.yours(),
  ];
  const quotes = [
    ...(shown.length > 0 ? [say.problems(shown, problems.length - shown.length)] : []),
    ...summaryOf(fold, proposal),
  ];
  const [sections, required] = [
    [...begin, ...quotes, ...end],
    [...begin, ...end],
  ];
  const whole = sections.join("\n\n");
  return whole.length <= LENGTH ? whole : required.join("\n\n");
}

function contentsOf({ files, tracker }: CampaignProposal, say: Fold["say"]["onboarding"]): string[] {
  const folders = Map.groupBy(files, ({ path }) => path.slice(0, path.lastIndexOf("/") + 1));
  return [...folders].flatMap(([folder, some]) => {
    if (some.length > FILES) return [say.folder(folder, some.length)];
    return some.map(({ path }) =>
      path === tracker ? say.document(path) : isConfigPath(path) ? say.configuration(path) : code(path),
    );
  });
}

/** A table of ours; names in it were made inert when it was rendered. */
function summaryOf({ say }: Fold, { summary }: CampaignProposal): string[] {
  const lines = summary.split("\n").slice(0, SUMMARY_LINES).join("\n");
  return lines === "" || lines.length > SUMMARY_LENGTH ? [] : [say.onboarding.summary(lines)];
}

/** As the first claim is answered. */
function firstReply(fold: Fold, { example, guide }: CampaignProposal): string {
  const { say, today, snapshot, state } = fold;
  const id = parseDiagramId(example);
  if (id === null) return "";
  const due = addDays(today, state.config.claims.days);
  const claimed = { ...pendingAssignment(id), due_date: due };
  const page = encodeURI(`${snapshot.url}/blob/${snapshot.defaultBranch}/${guide}`);
  return `**${id}**: ${say.diagram.claimed(claimed, page)}`;
}

function quoted(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
}
