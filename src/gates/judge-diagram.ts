import type { Assignment, Override } from "../domain/assignment.ts";
import { assignmentOf } from "../domain/campaign.ts";
import { civilDateOf } from "../domain/civil-date.ts";
import type { Judge, Level } from "../domain/gates-config.ts";
import { verifierOf } from "../domain/people.ts";
import { isSamePerson } from "../domain/person.ts";
import { opinionOf } from "../facts/accounts.ts";
import type { Messages } from "../messages/english/english.ts";
import type { CheckInput } from "./check-input.ts";
import { type DiagramView, otherKinds } from "./diagram-view.ts";
import { ALL_ASKED, checkOf, levelOf } from "./points/all-points.ts";
import type { Point, PointVerdict, Requirement } from "./points/point.ts";
import { type Attestation, isPassed, type Standing } from "./standing.ts";

export interface Judgement {
  readonly asked: Requirement;
  readonly level: Exclude<Level, "off">;
  readonly standing: Standing;
}

/** Everything that is asked of one diagram, in the order in which it is read. */
export function judgeDiagram(view: DiagramView, input: CheckInput): Judgement[] {
  const now = assignmentOf(input.campaign, view.id);
  return ALL_ASKED.flatMap((asked): Judgement[] => {
    const configured = levelOf(asked, view.gates);
    if (configured === "off") return [];
    const level = isRefusable(asked, view, input) ? configured : "advisory";
    const standing = "stand" in asked ? asked.stand(view, now, input) : judgePoint(asked, view, now, input);
    return [{ asked, level, standing }];
  });
}

/** Who only changes colours or a layout is not refused for what the drawing lacked before. */
function isRefusable({ key }: Requirement, { id }: DiagramView, { maintenance }: CheckInput): boolean {
  return !maintenance.has(id) || key === "syntax" || key === "safety";
}

function judgePoint(point: Point, view: DiagramView, now: Assignment, input: CheckInput): Standing {
  const check = checkOf(point, view.gates);
  const found = standingOf(verdictOn(point, view), check, input.pr.draft, view.say);
  // What no machine can tell is asked of people whoever else is to decide.
  const attestation = attestationOf(point, view, input);
  const mayAttest = attestation !== null && isRead(view) && (check !== "machine" || found.asks);
  const standing: Standing =
    mayAttest && !isPassed(found.standing) ? { kind: "attested", attestation } : found.standing;
  const override = isPassed(standing) ? undefined : overrideOf(point, now, input.pr.number);
  return override ? { kind: "overridden", override } : standing;
}

function attestationOf(
  { key }: Point,
  { id }: DiagramView,
  { vouched, verifications, pr }: CheckInput,
): Attestation | null {
  const word = vouched.find((one) => one.point === key && (one.id === null || one.id === id))?.word;
  if (!word) return null;
  const { verified_by = null, verified_by_id, verified_on = null } = verifications.get(id) ?? {};
  const verifier = verifierOf({ verified_by, verified_by_id });
  const review = pr.reviews.find(
    (one) => one.opinion === "approved" && isSamePerson(opinionOf(one), verifier),
  );
  const isAfter = review ? word.at > review.at : verified_on !== null && civilDateOf(word.at) > verified_on;
  return { ...word, isAfterVerification: word.isTick && verified_by !== null && isAfter };
}

/** Without a drawing most points have nothing to judge: one says that it is missing, the others wait for it. */
function verdictOn(point: Point, view: DiagramView): PointVerdict {
  if (point.judgedWithoutDrawing) return point.judge(view);
  if (isRead(view)) {
    const verdict = point.judge(view);
    const others = view.blocks.some(({ kind }) => kind === "mermaid") ? [] : otherKinds(view);
    // Of what it only sees the texts of, at most, a machine cannot say that something is missing.
    if (verdict.kind !== "missing" || others.length === 0) return verdict;
    return { kind: "asks", question: view.say.points.otherKinds.ask(others) };
  }
  if (point.key !== "syntax") return { kind: "asks", question: view.say.points.noDrawingYet() };
  if (view.blocks.length > 0) return point.judge(view);
  return {
    kind: "missing",
    missing: view.say.points.noDrawing(view.id),
  };
}

function isRead({ blocks }: DiagramView): boolean {
  return blocks.some(({ facts }) => facts !== null);
}

function standingOf(
  verdict: PointVerdict,
  check: Judge,
  draft: boolean,
  say: Messages,
): { standing: Standing; asks: boolean } {
  const open = (says: string, asks: boolean) => ({ standing: { kind: "open" as const, says }, asks });
  switch (verdict.kind) {
    case "passed":
      return check === "person"
        ? open(say.points.personWanted(), true)
        : { standing: { kind: "passed", evidence: verdict.evidence }, asks: false };
    case "asks":
      return open(verdict.question, true);
    case "missing": {
      const says = check === "either" ? `${verdict.missing} ${say.points.vouch()}` : verdict.missing;
      // A draft may lack things; it is held back all the same, since auto-merge does not wait for a second look.
      if (draft) return open(says, false);
      return { standing: { kind: "failed", says, defects: [] }, asks: false };
    }
    case "wrong": {
      const [first] = verdict.defects;
      const says = say.gates.more(first?.message ?? "", Math.max(0, verdict.defects.length - 1));
      return { standing: { kind: "failed", says, defects: verdict.defects }, asks: false };
    }
  }
}

function overrideOf({ key }: Point, { overrides = [] }: Assignment, pr: number): Override | undefined {
  return overrides.find((one) => one.pr === pr && (one.points?.includes(key) ?? true));
}
