import { CHECK_NAMES } from "../facts/check-kind.ts";
import { FIRST_DRAWING, MENDED_DRAWING, TICKED } from "./drawing.ts";
import type { RepositoryHandle } from "./github/repository-handle.ts";

/** One step of the story: what a person does, and what has to be true once the bot has answered. */
export interface Step {
  readonly title: string;
  act(repository: RepositoryHandle): void;
  /** Sentences about what is missing; empty when the step came out right. */
  check(repository: RepositoryHandle): readonly string[];
}

const ID = "G-LIN-FL";
const ISSUE = 1;
const PULL = 2;

const SOURCE = "https://etcd.io/docs/v3.5/learning/api_guarantees/";
const DRAWING = `diagrams/${ID}.md`;

/** A contributor claims a diagram, another one asks for the same, the checks want more, and a merge completes it. */
export const STORY: readonly Step[] = [
  {
    title: `Ada opens an issue and comments \`/claim ${ID} source ${SOURCE}\``,
    act(repository) {
      repository.openIssue({ author: "ada", title: "I would like to help" });
      repository.comment({ author: "ada", thread: ISSUE, body: `/claim ${ID} source ${SOURCE}` });
    },
    check: (repository) => [
      ...expectInFile(repository, `assignments/${ID}.yml`, "assignee: ada", "status: in_progress"),
      ...expectRow(repository, "🟦 In Progress", "[ada](https://github.com/ada)", "[etcd.io]"),
      ...expectComment(repository, ISSUE, "it is yours until"),
    ],
  },
  {
    title: "Grace wants the same one",
    act: (repository) => repository.comment({ author: "grace", thread: ISSUE, body: `/claim ${ID}` }),
    check: (repository) => [
      ...expectInFile(repository, `assignments/${ID}.yml`, "assignee: ada"),
      ...expectComment(repository, ISSUE, "**ada** holds it"),
    ],
  },
  {
    title: "Ada opens a pull request whose title names the diagram",
    act(repository) {
      repository.openPullRequest({
        author: "ada",
        title: `${ID}: flow of a linearizable write`,
        branch: "flow",
        files: { [DRAWING]: FIRST_DRAWING },
      });
    },
    check: (repository) => [
      ...expectInFile(repository, `assignments/${ID}.yml`, "status: review", `pr_number: ${PULL}`),
      ...expectRow(repository, "🟨 Review", `[#${PULL}]`),
      ...expectComment(repository, PULL, "approves it, then it is merged"),
      ...expectCheck(repository, "failure"),
    ],
  },
  {
    title: "She mends what the check found, and ticks what only a person can tell",
    act(repository) {
      repository.pushTo(PULL, { files: { [DRAWING]: MENDED_DRAWING } });
      repository.edit(PULL, {
        body: TICKED,
      });
    },
    check: (repository) => expectCheck(repository, "failure", "1 point still to confirm"),
  },
  {
    title: "Grace, who may write to the repository, approves it",
    act: (repository) => void repository.approve(PULL, "grace"),
    check: (repository) => [
      ...expectInFile(repository, `assignments/${ID}.yml`, "verified_by: grace"),
      ...expectComment(repository, PULL, "Verified by **grace**"),
      ...expectCheck(repository, "success"),
    ],
  },
  {
    title: "Grace merges it",
    act: (repository) => void repository.merge(PULL, "grace"),
    check: (repository) => [
      ...expectInFile(repository, `assignments/${ID}.yml`, "status: complete"),
      ...expectRow(repository, "✅ Complete", "✅ [grace]"),
      ...expectComment(repository, PULL, "Complete, verified by **grace**"),
    ],
  },
];

function expectInFile(repository: RepositoryHandle, path: string, ...texts: readonly string[]): string[] {
  const file = repository.file(path) ?? "";
  return texts.filter((text) => !file.includes(text)).map((text) => `${path} does not say "${text}"`);
}

function expectRow(repository: RepositoryHandle, ...texts: readonly string[]): string[] {
  const lines = (repository.file("TRACKER.md") ?? "").split("\n");
  const row = lines.find((line) => line.startsWith(`| ${ID} |`)) ?? "";
  return texts
    .filter((text) => !row.includes(text))
    .map((text) => `the tracker's row of ${ID} does not say "${text}"`);
}

function expectComment(repository: RepositoryHandle, thread: number, text: string): string[] {
  const isPosted = repository
    .comments(thread)
    .some(({ author, body }) => author.endsWith("[bot]") && body.includes(text));
  return isPosted ? [] : [`the bot did not say "${text}" on #${thread}`];
}

/** The newest check of the drawing, which is the one that GitHub shows. */
function expectCheck(repository: RepositoryHandle, conclusion: string, title = ""): string[] {
  const newest = [...repository.state.checkRuns.values()].findLast(({ name }) => name === CHECK_NAMES.gates);
  const isRight = newest?.conclusion === conclusion && newest.title?.includes(title);
  return isRight
    ? []
    : [`the check is ${newest?.conclusion} "${newest?.title}", not ${conclusion} "${title}"`];
}
