import { mergeTrees } from "../git/merge.ts";
import type { GitHubAccount, PullThread, QueueEntry, Repository } from "../model.ts";
import { headCommitJson } from "../shapes/head-commit.ts";
import type { World } from "../world.ts";
import { setBranch, signature, webFlow } from "./commits.ts";
import { Refused } from "./refused.ts";

/**
 * Puts a pull request at the end of the queue of its base: GitHub makes the commit that it would become after those that
 * wait before it, on a branch of its own, and asks for that commit's checks.
 */
export function enqueue(
  world: World,
  repository: Repository,
  sender: GitHubAccount,
  thread: PullThread,
): QueueEntry {
  const { branch } = thread.pull.base;
  const queue = repository.mergeQueues.get(branch) ?? [];
  const baseSha = queue.at(-1)?.headSha ?? repository.branches.get(branch);
  if (baseSha === undefined) throw new Refused(422, "There is no such branch");
  const { objects } = repository;
  const merged = mergeTrees(objects, baseSha, thread.pull.head.oid);
  if ("conflicts" in merged) throw new Refused(405, "Pull Request is not mergeable");
  const commit = objects.writeCommit({
    tree: merged.tree,
    parents: [baseSha, thread.pull.head.oid],
    author: signature(world, sender),
    committer: webFlow(world),
    signedByGitHub: true,
    message: `Merge pull request #${thread.number} from ${thread.pull.head.owner.login}/${thread.pull.head.branch}`,
  });
  const entry = { number: thread.number, headSha: commit.oid, baseSha };
  repository.mergeQueues.set(branch, [...queue, entry]);
  const name = `gh-readonly-queue/${branch}/pr-${thread.number}-${baseSha}`;
  setBranch(world, repository, { branch: name, to: commit.oid, sender });
  world.announce("merge_group", repository, sender, {
    action: "checks_requested",
    merge_group: {
      head_sha: commit.oid,
      head_ref: `refs/heads/${name}`,
      base_sha: baseSha,
      base_ref: `refs/heads/${branch}`,
      head_commit: headCommitJson(commit),
    },
  });
  return entry;
}
