import { type Assignment, isVerified, type Override } from "../domain/assignment.ts";
import { assignmentOf } from "../domain/campaign.ts";
import { CHECKLIST, type Judge, type Level } from "../domain/gates-config.ts";
import { isLogin, isSamePerson } from "../domain/login.ts";
import { type Attestation, attestationBy, type Ticked } from "./attestations.ts";
import type { CheckInput } from "./check-input.ts";
import type { DiagramView } from "./diagram-view.ts";
import { ALL_POINTS } from "./points/all-points.ts";
import type { Defect, Evidence, Point, PointVerdict } from "./points/point.ts";

/** How far one thing is that is asked of a diagram. The first three let it pass. */
export type Standing =
  | { readonly kind: "passed"; readonly evidence: readonly Evidence[] }
  | { readonly kind: "attested"; readonly attestation: Attestation }
  | { readonly kind: "overridden"; readonly override: Override }
  | { readonly kind: "failed"; readonly says: string; readonly defects: readonly Defect[] }
  /** It waits for a person, or for the rest of a draft. */
  | { readonly kind: "open"; readonly says: string };

export interface Judgement {
  readonly key: string;
  readonly name: string;
  readonly level: Exclude<Level, "off">;
  readonly standing: Standing;
}

/** Everything that is asked of one diagram, in the order in which it is read. */
export function judgeDiagram(view: DiagramView, input: CheckInput, ticked: readonly Ticked[]): Judgement[] {
  const { gates } = view;
  const now = assignmentOf(input.campaign, view.id);
  const judgements = [
    { key: "assigned", name: "Assigned", level: gates.assigned, standing: assigned(view, now, input) },
    ...ALL_POINTS.map((point) => judgePoint(point, view, now, input, ticked)),
    { key: "verified", name: "Verification", level: gates.verified, standing: verified(now, input) },
  ];
  return judgements.flatMap(({ level, ...rest }) => (level === "off" ? [] : [{ ...rest, level }]));
}

export function isPassed({ kind }: Standing): boolean {
  return kind === "passed" || kind === "attested" || kind === "overridden";
}

function judgePoint(
  point: Point,
  view: DiagramView,
  now: Assignment,
  input: CheckInput,
  ticked: readonly Ticked[],
): { key: string; name: string; level: Level; standing: Standing } {
  const { level, check } = settingsOf(point, view);
  const isTicked = ticked.some(({ point: key, id }) => key === point.key && (id === null || id === view.id));
  const found = standingOf(verdictOn(point, view), check, input.pr.draft);
  // What no machine can tell is asked of people whoever else is to decide.
  const mayAttest = isTicked && isRead(view) && (check !== "machine" || found.asks);
  const standing: Standing =
    mayAttest && !isPassed(found.standing)
      ? { kind: "attested", attestation: attestationBy(input.pr) }
      : found.standing;
  const override = isPassed(standing) ? undefined : overrideOf(point, now, input.pr.number);
  return {
    key: point.key,
    name: point.name,
    level,
    standing: override ? { kind: "overridden", override } : standing,
  };
}

function settingsOf({ key }: Point, { gates }: DiagramView): { level: Level; check: Judge } {
  const inChecklist = CHECKLIST.find((one) => one === key);
  if (inChecklist) return gates.points[inChecklist];
  const { template, syntax, safety } = gates;
  return { level: { template, syntax, safety }[key as "template" | "syntax" | "safety"], check: "machine" };
}

const WITHOUT_DRAWING: readonly string[] = ["source_url", "date_current"];

/** Without a drawing most points have nothing to judge: one says that it is missing, the others wait for it. */
function verdictOn(point: Point, view: DiagramView): PointVerdict {
  if (WITHOUT_DRAWING.includes(point.key) || isRead(view)) return point.judge(view);
  if (point.key !== "syntax") return { kind: "asks", question: "There is no drawing yet that can be read." };
  if (view.blocks.length > 0) return point.judge(view);
  return {
    kind: "missing",
    missing: `This pull request brings no drawing of ${view.id}. Add a .mmd file or a Markdown file with a mermaid block whose name, heading or comment names it.`,
  };
}

function isRead({ blocks }: DiagramView): boolean {
  return blocks.some(({ facts }) => facts !== null);
}

const VOUCH = "Or tick this point in the description, if you vouch for it.";

function standingOf(
  verdict: PointVerdict,
  check: Judge,
  draft: boolean,
): { standing: Standing; asks: boolean } {
  const open = (says: string, asks: boolean) => ({ standing: { kind: "open" as const, says }, asks });
  switch (verdict.kind) {
    case "passed":
      return check === "person"
        ? open("The machine has nothing against it; the configuration wants a person to tick it.", true)
        : { standing: { kind: "passed", evidence: verdict.evidence }, asks: false };
    case "asks":
      return open(verdict.question, true);
    case "missing": {
      const says = check === "either" ? `${verdict.missing} ${VOUCH}` : verdict.missing;
      // A draft may lack things; it is held back all the same, since auto-merge does not wait for a second look.
      if (draft) return open(says, false);
      return { standing: { kind: "failed", says, defects: [] }, asks: false };
    }
    case "wrong": {
      const [first] = verdict.defects;
      const more = verdict.defects.length > 1 ? ` (and ${verdict.defects.length - 1} more)` : "";
      const says = `${first?.message ?? ""}${more}`;
      return { standing: { kind: "failed", says, defects: verdict.defects }, asks: false };
    }
  }
}

function overrideOf({ key }: Point, { overrides = [] }: Assignment, pr: number): Override | undefined {
  return overrides.find((one) => one.pr === pr && (one.points?.includes(key) ?? true));
}

/** The claim, as the batch leaves it. Complete diagrams are free to be improved by anybody. */
function assigned({ id }: DiagramView, now: Assignment, { pr, state, maintenance }: CheckInput): Standing {
  const broken = state.broken.get(id);
  const fail = (says: string): Standing => ({ kind: "failed", says, defects: [] });
  const pass = (text: string): Standing => ({
    kind: "passed",
    evidence: [{ text, quoted: false, place: null }],
  });
  if (broken)
    return fail(
      `Its assignment file ${broken.path} cannot be read; it has to be mended on the default branch.`,
    );
  if (now.status === "complete" && now.pr_number !== pr.number)
    return pass("complete already; this improves it");
  if (maintenance.has(id)) return pass("maintenance by a maintainer, who need not hold it");
  if (now.assignee === null) return fail(`Nobody holds the diagram. Comment /claim ${id} to take it.`);
  const isHolder =
    pr.authorIsBot ||
    isSamePerson(now.assignee, pr.author) ||
    (!isLogin(now.assignee) && now.pr_number === pr.number);
  if (isHolder) return pass(`held by ${now.assignee}${now.due_date ? ` until ${now.due_date}` : ""}`);
  return fail(
    `${now.assignee} holds the diagram, not the author of this pull request. Ask them to /release ${id}, or a maintainer to ` +
      `/assign it.`,
  );
}

/** By the tracker's record, or, for a change of a diagram that is complete, by a review of this very change. */
function verified(now: Assignment, { pr, hasRole }: CheckInput): Standing {
  const pass = (text: string): Standing => ({
    kind: "passed",
    evidence: [{ text, quoted: false, place: null }],
  });
  if (now.status === "complete" && now.pr_number !== pr.number) {
    const review = pr.reviews.find(
      ({ reviewer, opinion }) =>
        opinion === "approved" && !isSamePerson(reviewer, pr.author) && hasRole("reviewer", reviewer),
    );
    if (review) return pass(`this change is approved by ${review.reviewer}`);
  } else if (isVerified(now)) {
    const { verified_by, verified_on } = now.verification;
    return pass(`verified by ${verified_by}${verified_on ? ` on ${verified_on}` : ""}`);
  }
  return {
    kind: "open",
    says: "An approving review by a reviewer who is neither its author nor its holder verifies it.",
  };
}
