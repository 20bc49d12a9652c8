import { CHECK_NAMES } from "../../src/facts/check-kind.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import type { GitHub } from "../../src/playground/github/start-github.ts";
import type { Act } from "./scenario.ts";

/** Does what people do, on the stand-in GitHub, and says it in a line for the transcript. */
export class Performer {
  private readonly repository: RepositoryHandle;
  private readonly github: Pick<GitHub, "renameUser" | "deleteUser">;
  private readonly ids = new Map<string, number>();

  constructor(repository: RepositoryHandle, github: Pick<GitHub, "renameUser" | "deleteUser">) {
    this.repository = repository;
    this.github = github;
  }

  perform(act: Act): string {
    const { repository } = this;
    if (act.issue) {
      const { by, title, body } = act.issue;
      const { number } = repository.openIssue({ author: by, title, ...(body === undefined ? {} : { body }) });
      return `${by} opens issue #${number} "${title}"${quote(body)}`;
    }
    if (act.comment) {
      const { by, on, body, repeat, id } = act.comment;
      const text = body ?? (repeat ? repeat.before + many(repeat.each, repeat.times) : "");
      const comment = repository.comment({ author: by, thread: on, body: text });
      if (id) this.ids.set(id, comment.id);
      return `${by} comments on #${on}${quote(text)}`;
    }
    if (act["edit-comment"]) {
      const { id, by, body } = act["edit-comment"];
      repository.editComment(this.id(id), { body, ...(by === undefined ? {} : { editor: by }) });
      return `${by ?? "the author"} edits the comment "${id}"${quote(body)}`;
    }
    if (act["pull-request"]) {
      const { by, ...wanted } = act["pull-request"];
      const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
      const pr = repository.openPullRequest({
        author: by,
        title: wanted.title,
        files: wanted.files,
        ...given,
      });
      const facts = [wanted.draft ? "draft " : "", wanted.base ? ` into ${wanted.base}` : ""];
      return `${by} opens ${facts[0]}pull request #${pr.number} "${wanted.title}"${facts[1]}${quote(wanted.body)}`;
    }
    if (act.edit) {
      const { on, title, body } = act.edit;
      repository.edit(on, {
        ...(title === undefined ? {} : { title }),
        ...(body === undefined ? {} : { body }),
      });
      return `the author edits #${on}${title === undefined ? "" : ` to "${title}"`}${quote(body)}`;
    }
    if (act.push) {
      const { by, branch, files } = act.push;
      repository.push({ author: by, files, ...(branch === undefined ? {} : { branch }) });
      return `${by} pushes ${Object.keys(files).join(", ")}${branch ? ` to ${branch}` : ""}`;
    }
    if (act["delete-branch"]) {
      const { by, branch } = act["delete-branch"];
      repository.deleteBranch(branch, by);
      return `${by} deletes the branch ${branch}`;
    }
    if (act.dismiss) {
      const { by, on, id } = act.dismiss;
      repository.dismissReview(on, this.id(id), by);
      return `${by} dismisses the review "${id}" of #${on}`;
    }
    if (act.press) return this.press(act.press);
    if (act.enqueue) {
      repository.enqueue(act.enqueue.on, act.enqueue.by);
      return `${act.enqueue.by} puts #${act.enqueue.on} into the merge queue`;
    }
    return this.performOnPull(act);
  }

  private press({ by, on, check, button }: NonNullable<Act["press"]>): string {
    const runs = [...this.repository.state.checkRuns.values()];
    const run = runs.findLast(
      ({ name, externalId }) => name === CHECK_NAMES[check] && externalId.startsWith(`${on}:`),
    );
    if (!run) throw new Error(`#${on} has no check run of the name ${CHECK_NAMES[check]}`);
    if (button === undefined) {
      this.repository.rerunCheck(run.id, by);
      return `${by} presses "Re-run" of ${run.name} on #${on}`;
    }
    this.repository.clickCheck(run.id, by, button);
    return `${by} presses the button "${button}" of ${run.name} on #${on}`;
  }

  private performOnPull(act: Act): string {
    const { repository } = this;
    if (act.approve) {
      const { by, on, body, id } = act.approve;
      const review = repository.approve(on, by, body);
      if (id) this.ids.set(id, review);
      return `${by} approves #${on}${quote(body)}`;
    }
    if (act.review) {
      const { by, on, body } = act.review;
      repository.reviewComment(on, by, body);
      return `${by} reviews #${on}${quote(body)}`;
    }
    if (act["line-comment"]) {
      const { by, on, body } = act["line-comment"];
      repository.lineComment(on, by, body);
      return `${by} comments on a line of #${on}${quote(body)}`;
    }
    if (act["request-changes"]) {
      const { by, on } = act["request-changes"];
      repository.requestChanges(on, by);
      return `${by} requests changes on #${on}`;
    }
    if (act["request-review"]) {
      const { by, on, of } = act["request-review"];
      repository.requestReview(on, by, of);
      return `${by} asks ${of} for a review of #${on}`;
    }
    if (act["remove-request"]) {
      const { by, on, of } = act["remove-request"];
      repository.removeReviewRequest(on, by, of);
      return `${by} takes back that ${of} is asked for a review of #${on}`;
    }
    const beside = this.performBeside(act);
    if (beside !== null) return beside;
    if (act["update-branch"]) {
      const { by, on } = act["update-branch"];
      repository.updateBranch(on, by);
      return `${by} presses "Update branch" on #${on}`;
    }
    if (act.merge) {
      repository.merge(act.merge.on, act.merge.by);
      return `${act.merge.by} merges #${act.merge.on}`;
    }
    if (act.close) {
      repository.close(act.close.on, act.close.by);
      return `${act.close.by} closes #${act.close.on}`;
    }
    if (act.reopen) {
      repository.reopen(act.reopen.on, act.reopen.by);
      return `${act.reopen.by} reopens #${act.reopen.on}`;
    }
    if (act.ready) {
      repository.setDraft(act.ready.on, false, act.ready.by);
      return `${act.ready.by} marks #${act.ready.on} as ready for review`;
    }
    if (act.draft) {
      repository.setDraft(act.draft.on, true, act.draft.by);
      return `${act.draft.by} converts #${act.draft.on} to a draft`;
    }
    if (act.protect) {
      const { bypass, queue } = act.protect;
      repository.protect(repository.state.defaultBranch, { appMayBypass: bypass, mergeQueue: queue });
      const rules = queue ? "a merge queue" : "pull requests";
      return `a ruleset asks for ${rules} on the default branch${bypass ? ", and lets the App pass" : ""}`;
    }
    if (act.rename) {
      this.github.renameUser(act.rename.person, act.rename.to);
      return `${act.rename.person} changes their login to ${act.rename.to}`;
    }
    if (act["delete-account"]) {
      this.github.deleteUser(act["delete-account"].person);
      return `${act["delete-account"].person} deletes their account`;
    }
    if (act.wait) return `${act.wait} minutes pass`;
    throw new Error(`a step without an act: ${JSON.stringify(act)}`);
  }

  private performBeside(act: Act): string | null {
    const { repository } = this;
    if (act.assign) {
      const { by, on, who } = act.assign;
      repository.assign(on, by, ...who);
      return `${by} assigns ${who.join(", ")} in the sidebar of #${on}`;
    }
    if (act.unassign) {
      const { by, on, who } = act.unassign;
      repository.unassign(on, by, ...who);
      return `${by} takes ${who.join(", ")} off in the sidebar of #${on}`;
    }
    if (act.label) {
      repository.addLabel(act.label.on, act.label.by, act.label.name);
      return `${act.label.by} puts the label "${act.label.name}" on #${act.label.on}`;
    }
    if (act.unlabel) {
      repository.removeLabel(act.unlabel.on, act.unlabel.by, act.unlabel.name);
      return `${act.unlabel.by} takes the label "${act.unlabel.name}" off #${act.unlabel.on}`;
    }
    if (act["rename-label"]) {
      const { from, to } = act["rename-label"];
      repository.renameLabel(from, to);
      return `somebody renames the label "${from}" to "${to}"`;
    }
    if (act["delete-label"]) {
      repository.deleteLabel(act["delete-label"].name);
      return `somebody deletes the label "${act["delete-label"].name}"`;
    }
    if (act["delete-issue"]) {
      repository.deleteIssue(act["delete-issue"].on);
      return `somebody deletes #${act["delete-issue"].on}`;
    }
    if (act.lock) {
      repository.lock(act.lock.on);
      return `somebody locks #${act.lock.on}`;
    }
    if (act.closing === "now") {
      repository.closeLinked();
      return "GitHub closes the issues of what was merged";
    }
    if (act.closing) {
      repository.setClosing(act.closing);
      return `GitHub closes the issues of what is merged: ${act.closing}`;
    }
    return null;
  }

  private id(name: string): number {
    const id = this.ids.get(name);
    if (id === undefined) throw new Error(`the scenario names "${name}" before it is made`);
    return id;
  }
}

function many(each: string, times: number): string {
  return Array.from({ length: times }, (_, index) => each.replace("%", String(index))).join("");
}

function quote(text: string | undefined): string {
  if (!text) return "";
  const shown = text.length > 400 ? `${text.slice(0, 400)}… (${text.length} characters)` : text;
  return `\n\n${shown.replace(/\r/g, "␍").replace(/^/gm, "    ")}`;
}
