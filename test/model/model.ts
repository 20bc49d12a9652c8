/**
 * A campaign in short, written from the specification alone: what is known of each diagram, and what each happening makes
 * of it. Where the specification leaves open what follows, the model asks `choose`, and every answer is right.
 */
import type { Campaign, Choose, Diagram, Verified } from "./campaign.ts";
import { drawnBy, isBrought, isPartlyKnown, linksOf, standingText } from "./model-links.ts";
import {
  AGENT,
  blockText,
  type ClosedWith,
  type Command,
  changedPaths,
  drawingsNotIn,
  type Happening,
  hasCommitted,
  IDS,
  type Id,
  isMaintainer,
  isReviewer,
  isSamePage,
  type Page,
  type Pull,
  type Tree,
  type World,
} from "./world.ts";

export const LIMITS = { inProgress: 2, inReview: 3 };

/** The outcome that was begun is none that the specification allows. */
export class Impossible extends Error {}

/** Plays one batch over a campaign. The pull requests are as they are at its end: what is read is always fresh. */
export class Model {
  readonly campaign: Campaign;
  private readonly world: World;
  private readonly choose: Choose;
  /** When what is heard happened. */
  private now = "";
  /** What the pull request that is being looked at is no longer about. */
  private readonly left: Id[] = [];
  /** What the events of the batch say of pull requests that were closed, by number: it is certain from its beginning on. */
  private readonly closed: ReadonlyMap<number, ClosedWith>;

  constructor(
    campaign: Campaign,
    world: World,
    { choose, closed }: { readonly choose: Choose; readonly closed: ReadonlyMap<number, ClosedWith> },
  ) {
    this.campaign = campaign;
    this.world = world;
    this.choose = choose;
    this.closed = closed;
  }

  hear(happening: Happening): void {
    this.now = happening.event.at;
    if (happening.kind === "look") this.look(happening.number, this.closed.get(happening.number) ?? null);
    else this.command(happening.who, happening.command, happening.thread);
  }

  private diagram(id: Id): Diagram {
    return this.campaign.diagrams[id];
  }

  // What a pull request is to the diagrams (sections 5 and 7).

  private look(number: number, closedWith: ClosedWith | null = null): void {
    const pull = this.world.pulls.get(number);
    if (!pull) return;
    if (pull.state === "merged" && pull.base === "main") this.merged(pull, closedWith);
    else if (pull.state === "open") this.open(pull);
    else {
      for (const id of IDS) {
        if (this.diagram(id).status === "complete") this.judgeComplete(pull, id, new Set([id]));
        else this.unlink(id, number);
      }
    }
    for (const id of this.left.splice(0)) this.maybeLookAtOthers(id, number);
  }

  /** `only`: the look is for one diagram's sake. */
  private open(pull: Pull, only: Id | null = null): void {
    const { links, named } = linksOf(pull, null, this.campaign, this.choose);
    const drawn = drawnBy(pull, links, null, this.campaign);
    const isWork = this.isWork(pull);
    const work = [...links]
      .filter((id) => !this.diagram(id).superseded.includes(pull.number))
      .filter(
        (id) => isWork && (only === null || id === only) && (named.has(id) || !this.isMaintenance(pull, id)),
      );
    const looked = IDS.filter((id) => only === null || id === only);
    // What it is no longer about counts no more to the limits.
    for (const id of looked) {
      const isWanted = work.includes(id) && (this.diagram(id).holder === null || this.worksFor(pull, id));
      if (!isWanted) this.unlink(id, pull.number);
    }
    this.claimByLink(pull, work, drawn);
    for (const id of looked) {
      if (this.diagram(id).status === "complete") this.judgeComplete(pull, id, links);
      else if (work.includes(id) && this.worksFor(pull, id)) this.link(pull, id, links);
      else this.unlink(id, pull.number);
    }
  }

  /** "Revert" over something drawn is work; over nothing but removals, whether its title still links is open. */
  private isWork(pull: Pull): boolean {
    const isDrawn = drawingsNotIn(pull.tree, pull.before).length > 0;
    return isDrawn || !pull.isRevert || this.choose([true, false], `revert ${pull.number}`);
  }

  /**
   * What does not name the ID: a maintainer's pull request, unless the maintainer holds it (then it is her work like
   * anybody's), and that of a bot which only changes what was drawn before.
   */
  private isMaintenance(pull: Pull, id: Id): boolean {
    if (pull.author === AGENT) return !isBrought(pull, id);
    return isMaintainer(pull.author) && this.diagram(id).holder !== pull.author;
  }

  /** Whether what the pull request does counts for the diagram as it is held. */
  private worksFor(pull: Pull, id: Id): boolean {
    const { holder, pr } = this.diagram(id);
    if (holder === null) return false;
    if (pull.author === AGENT) {
      // Of a bot that only names it, as one that updates dependencies does, it is open whether it is the holder's work.
      const isDrawn = drawingsNotIn(pull.tree, pull.before).length > 0;
      return isDrawn || this.choose([true, false], `bare bot ${pull.number}`);
    }
    if (!pull.isGone) return holder === pull.author;
    // The account is gone: what was linked stays so. Of anything else nobody can tell whose it was.
    return pr === pull.number || this.choose([true, false], `gone ${pull.number} ${id}`);
  }

  private claimByLink(pull: Pull, work: readonly Id[], drawn: ReadonlySet<Id>): void {
    // Nobody is there who could hold it.
    if (pull.author === AGENT || pull.isGone) return;
    const free = work.filter((id) => {
      const { status, givenBackBeside } = this.diagram(id);
      if (status !== "pending") return false;
      return (
        !givenBackBeside.includes(pull.number) || this.choose([true, false], `again ${pull.number} ${id}`)
      );
    });
    const finished = free.filter((id) => drawn.has(id));
    const bare = free.filter((id) => !drawn.has(id));
    const { inProgress, inReview } = this.load(pull.author);
    // Whether the diagrams that the same pull request moves still count where they were, and which of them go first, is
    // open.
    const moving = work
      .filter((id) => this.diagram(id).holder === pull.author)
      .map((id) => this.diagram(id).status);
    const reviewed = inReview - moving.filter((status) => status === "review").length;
    const begun = inProgress - moving.filter((status) => status === "in_progress").length;
    const atLeast = LIMITS.inProgress - inProgress - inReview - finished.length;
    const atMost = reviewed >= LIMITS.inReview ? 0 : LIMITS.inProgress - begun;
    const taken =
      bare.length <= atLeast && inReview + finished.length < LIMITS.inReview
        ? bare
        : bare.filter((id) => atMost > 0 && this.choose([true, false], `bare ${pull.number} ${id}`));
    if (
      taken.length <
      Math.min(bare.length, Math.max(0, Math.min(atLeast, LIMITS.inReview - inReview - finished.length)))
    )
      throw new Impossible();
    if (taken.length > Math.max(0, atMost)) throw new Impossible();
    for (const id of [...finished, ...taken]) {
      Object.assign(this.diagram(id), {
        status: "in_progress",
        holder: pull.author,
        byPull: pull.number,
        thread: null,
        isMovedByHand: false,
      });
    }
  }

  private link(pull: Pull, id: Id, links: ReadonlySet<Id>): void {
    const diagram = this.diagram(id);
    const other = diagram.pr !== null && diagram.pr !== pull.number;
    // Two open pull requests for one diagram: which of them its file names is open.
    if (other && this.choose([true, false], `two ${pull.number} ${id}`)) return;
    const status = pull.draft ? "in_progress" : "review";
    if (diagram.pr !== pull.number) diagram.isMovedByHand = false;
    if (!(diagram.isMovedByHand && this.choose([true, false], `by hand ${id}`))) diagram.status = status;
    diagram.pr = pull.number;
    this.judgeReviews(pull, id, links);
  }

  private judgeReviews(pull: Pull, id: Id, links: ReadonlySet<Id>): void {
    const diagram = this.diagram(id);
    const text = standingText(pull.tree, pull.before, id, links);
    // Whether an approval that comes after the merge still verifies is open.
    const given = pull.reviews.filter(
      ({ at }) =>
        pull.mergedAt === null ||
        at <= pull.mergedAt ||
        this.choose([false, true], `late review ${pull.number}`),
    );
    // Where another merge put a drawing beside it, whether that had to be seen as well is open.
    const isBeside = this.isBesideOthers(pull) && this.choose([false, true], `beside ${pull.number}`);
    const covering = (isBeside ? [] : given).filter(({ reviewer, opinion, tree, commit }) => {
      if (opinion !== "approved" || !this.isEligible(reviewer, id)) return false;
      if (commit === pull.commit && text !== "") return true;
      const seen = standingText(tree, pull.before, id, links);
      if (seen === text && text !== "") return true;
      // What an approval says of a diagram that has no drawing, or fewer of its drawings than were seen, is open.
      const isLess = text.split(",").every((one) => seen.split(",").includes(one));
      return isLess && this.choose([true, false], `covers ${pull.number} ${id} ${reviewer}`);
    });
    // Whether somebody's standing objection outweighs another one's approval is open.
    const isObjected = given.some(
      ({ reviewer, opinion }) => opinion === "changes_requested" && this.isEligible(reviewer, id),
    );
    const standing = diagram.verified;
    const isKept =
      standing?.isCommand &&
      this.isEligible(standing.by, id) &&
      (standing.text === text ||
        (this.wasThere(standing, pull, text) && this.choose([true, false], `saw ${id}`))) &&
      // Whether somebody's later objection takes back a /verify, or a push that left the drawing alone, is open.
      this.choose([true, false], `keeps ${id}`);
    if (isKept) return;
    const isVerified =
      covering.length > 0 && !(isObjected && this.choose([true, false], `objection ${pull.number} ${id}`));
    const by = isVerified ? this.choose(covering, `who ${pull.number} ${id}`).reviewer : null;
    diagram.verified = by === null ? null : { by, isCommand: false, text };
  }

  /** Whose a drawing is that names nobody may become clear only later; it was seen all the same. */
  private wasThere({ commit, there = [] }: Verified, pull: Pull, text: string): boolean {
    return commit === pull.commit || (text !== "" && text.split(",").every((block) => there.includes(block)));
  }

  /**
   * Whether what is said later in the pull request of a complete diagram verifies it is open, and whether another look at one
   * that changed its drawing takes back what was verified since.
   */
  private judgeComplete(pull: Pull, id: Id, links: ReadonlySet<Id>): void {
    const { pr, verified } = this.diagram(id);
    const isOthers = pull.state === "merged" && pr !== pull.number && verified !== null;
    if (pull.reviews.length === 0 && !isOthers) return;
    if (!this.choose([false, true], `judged later ${pull.number} ${id}`)) return;
    if (pr === pull.number) this.judgeReviews(pull, id, links);
    else if (pull.state === "merged") this.maintain(pull, id, links);
  }

  /** As the pull request that it is by has it, where that is another one than the one at hand. */
  private mayReview(who: string, id: Id): boolean {
    const { holder, pr } = this.diagram(id);
    const author = pr === null ? null : this.world.pulls.get(pr)?.author;
    return isReviewer(who) && who !== holder && who !== author;
  }

  private isEligible(who: string, id: Id): boolean {
    const { pr } = this.diagram(id);
    const pull = pr === null ? undefined : this.world.pulls.get(pr);
    return this.mayReview(who, id) && !(pull && hasCommitted(pull, who));
  }

  /** The pull request is no longer, or was never, the diagram's. */
  private unlink(id: Id, number: number): void {
    const diagram = this.diagram(id);
    if (diagram.status === "complete") return;
    const isOnlyClaim = diagram.byPull === number;
    if (diagram.pr !== number) {
      // Its claim was this one's, but another one is the diagram's by now.
      if (isOnlyClaim && this.choose([true, false], `orphan ${id}`)) this.free(id);
      return;
    }
    if (isOnlyClaim) this.free(id);
    else {
      const keepsWord = diagram.verified?.isCommand && this.choose([true, false], `word ${id}`);
      Object.assign(diagram, { status: "in_progress", pr: null, isMovedByHand: false });
      if (!keepsWord) diagram.verified = null;
    }
    this.left.push(id);
  }

  private free(id: Id): void {
    Object.assign(this.diagram(id), {
      status: "pending",
      holder: null,
      pr: null,
      byPull: null,
      verified: null,
      thread: null,
      isMovedByHand: false,
    });
  }

  /**
   * Whether one of the other open pull requests that link it is looked at in the same batch, for this diagram's sake or
   * for all of its own, or only at its next event, is open.
   */
  private maybeLookAtOthers(id: Id, except: number | null): void {
    const others = [...this.world.pulls.values()].filter(
      (pull) =>
        pull.state === "open" &&
        pull.number !== except &&
        linksOf(pull, null, this.campaign, this.choose).links.has(id),
    );
    const ways = others.flatMap((pull) => [
      { pull, only: id },
      { pull, only: null },
    ]);
    const way = this.choose([null, ...ways], `at once ${id}`);
    if (way) this.open(way.pull, way.only);
  }

  /**
   * What is read is fresh: a pull request may be closed or merged already when somebody speaks of its diagram or on it, though that
   * happened later. Whether it is looked at then, or only when its end is heard, is open.
   */
  private maybeLookAtClosed(...numbers: readonly (number | null)[]): void {
    for (const number of new Set(numbers)) {
      const pull = number === null ? undefined : this.world.pulls.get(number);
      if (!pull || pull.state === "open" || !this.choose([false, true], `ended ${pull.number}`)) continue;
      this.look(pull.number, this.closed.get(pull.number) ?? null);
    }
  }

  private merged(pull: Pull, closedWith: ClosedWith | null): void {
    const isFirst = !this.campaign.brought.has(pull.number);
    const { links, named } = linksOf(pull, closedWith, this.campaign, this.choose);
    const drawn = drawnBy(pull, links, closedWith, this.campaign);
    const undone = isFirst ? this.undo(pull, drawn) : [];
    if (isFirst) this.campaign.undid.set(pull.number, undone);
    const undid = this.campaign.undid.get(pull.number) ?? [];
    // The event that closed it brings words that the first look may not have had.
    const brought = closedWith ? undefined : this.campaign.brought.get(pull.number);
    if (!brought) this.campaign.brought.set(pull.number, [...drawn]);
    for (const id of IDS) {
      const diagram = this.diagram(id);
      if (diagram.status === "complete") {
        // What the event that closed it says is sure; whether it was heard before is open.
        const isNews = isFirst || (closedWith !== null && this.choose([true, false], `news ${id}`));
        if (isNews) this.maintain(pull, id, links, closedWith);
        else this.judgeComplete(pull, id, links);
      } else if (undone.includes(id)) {
        // It goes back to its holder, whose other pull request may carry it on.
        this.maybeLookAtOthers(id, pull.number);
      } else if (!undid.includes(id) && drawn.has(id) && this.completes(pull, id, named, brought)) {
        this.complete(pull, id, links);
      } else this.unlink(id, pull.number);
    }
  }

  private completes(pull: Pull, id: Id, named: ReadonlySet<Id>, brought: readonly Id[] | undefined): boolean {
    const { holder, superseded, thread } = this.diagram(id);
    if (superseded.includes(pull.number)) return false;
    if (!named.has(id) && this.isMaintenance(pull, id)) {
      if (pull.author === AGENT) return false;
      // Of a drawing that was not there before, it is open whether it needs to be named elsewhere too.
      const isNew = !drawingsNotIn(pull.before, new Map()).some(({ of }) => of === id);
      return holder === null && isNew && this.choose([true, false], `new ${pull.number} ${id}`);
    }
    if (holder !== null && !this.worksFor(pull, id)) return false;
    if (brought === undefined) return true;
    // A later look: only what was in somebody else's hands at the merge may still become complete.
    // Or what is linked only since: the issue that it closes is where its author claimed the diagram after that.
    const isBrought = brought.includes(id) || pull.closes.some((number) => number === thread);
    return isBrought && this.choose([false, true], `late ${pull.number} ${id}`);
  }

  private complete(pull: Pull, id: Id, links: ReadonlySet<Id>): void {
    const diagram = this.diagram(id);
    const isPerson = pull.author !== AGENT && !pull.isGone;
    if (diagram.holder === null)
      Object.assign(diagram, { holder: isPerson ? pull.author : null, byPull: pull.number });
    Object.assign(diagram, { status: "complete", pr: pull.number, isMovedByHand: false });
    this.judgeReviews(pull, id, links);
  }

  /** A complete diagram's drawing that changes is no longer the one that was verified. */
  private maintain(pull: Pull, id: Id, links: ReadonlySet<Id>, closedWith: ClosedWith | null = null): void {
    const diagram = this.diagram(id);
    // Whose a drawing is that names nobody cannot be told where not all is known that was said.
    const isNamed = drawingsNotIn(pull.tree, pull.before).some(({ of }) => of === id);
    const isKnown = closedWith !== null || !isPartlyKnown(pull);
    if (!isNamed && !isKnown && this.choose([true, false], `unknown ${pull.number} ${id}`)) return;
    // An unnamed drawing is the only linked diagram's, and nobody else's.
    const text = standingText(pull.tree, pull.before, id, links.has(id) ? links : new Set());
    const isGone = drawingsNotIn(pull.before, pull.tree).some(({ of }) => of === id);
    if (diagram.pr === pull.number || (text === "" && isGone)) {
      // /complete named it before it was merged, or the drawing leaves: nothing is said of the verification.
      if (this.choose([true, false], `left ${id}`)) return;
    } else if (text === "" || text === diagram.verified?.text) return;
    const approvers = pull.reviews
      .filter(({ opinion, reviewer }) => opinion === "approved" && reviewer !== pull.author)
      .map(({ reviewer }) => reviewer)
      .filter((reviewer) => !hasCommitted(pull, reviewer) && this.mayReview(reviewer, id));
    // The approval of the change may verify the new drawing; that is not said.
    const by = this.choose([null, ...approvers], `maintained ${id}`);
    diagram.verified = by === null ? null : { by, isCommand: false, text };
  }

  /** A merged pull request whose diff is the inverse of the completing one's. */
  private undo(pull: Pull, drawn: ReadonlySet<Id>): Id[] {
    return IDS.filter((id) => {
      const { status, pr } = this.diagram(id);
      const completing = pr === null ? undefined : this.world.pulls.get(pr);
      if (status !== "complete" || !completing) return false;
      const { isOwn, isAll, isOnly } = undoing(pull, completing, id);
      if (!isOwn && !isAll) return false;
      // What was brought back since is not undone once more.
      if ((pull.mergedAt ?? "") < (completing.mergedAt ?? "")) return false;
      // What it draws anew elsewhere stays complete.
      if (drawn.has(id) && drawsElsewhere(pull, completing, id)) return false;
      // Nothing is said of one that does more besides or takes back this drawing only, nor of what a maintainer completed
      // with a pull request that had gone elsewhere or was about others.
      const isElsewhere = completing.state !== "merged" || completing.base !== "main";
      const isOthers = !this.campaign.brought.get(completing.number)?.includes(id);
      // What was undone once and completed by a maintainer's word since, is not undone on the same day.
      const isByWord = this.diagram(id).superseded.includes(completing.number);
      const isOdd = !isAll || !isOnly || isElsewhere || isOthers || isByWord;
      if (isOdd && this.choose([true, false], `not just undone ${id}`)) return false;
      this.reopen(id);
      return true;
    });
  }

  private reopen(id: Id): void {
    const diagram = this.diagram(id);
    const status =
      diagram.holder === null
        ? this.choose(["pending", "in_progress"] as const, `nobody ${id}`)
        : "in_progress";
    const pull = diagram.pr === null ? undefined : this.world.pulls.get(diagram.pr);
    // What was not merged yet may still complete it.
    const isOpen = pull === undefined || pull.mergedAt === null || pull.mergedAt > this.now;
    if (pull && !isOpen) diagram.superseded = [...diagram.superseded, pull.number];
    Object.assign(diagram, { status, pr: null, verified: null, byPull: null });
  }

  // What people say (section 8).

  private load(who: string): { inProgress: number; inReview: number } {
    const held = Object.values(this.campaign.diagrams).filter(({ holder }) => holder === who);
    return {
      inProgress: held.filter(({ status }) => status === "in_progress").length,
      inReview: held.filter(({ status }) => status === "review").length,
    };
  }

  private mayClaim(who: string): boolean {
    const { inProgress, inReview } = this.load(who);
    return inProgress < LIMITS.inProgress && inReview < LIMITS.inReview;
  }

  private command(who: string, command: Command, thread: number): void {
    switch (command.verb) {
      case "claim":
        this.claim(who, command.id, thread);
        break;
      case "claim next": {
        const free = IDS.filter((id) => this.diagram(id).status === "pending");
        if (free.length > 0 && this.mayClaim(who)) {
          // Which one is open.
          this.claim(who, this.choose(free, `next ${who} ${free.length}`), thread);
        }
        break;
      }
      case "release":
        this.release(who, command.id);
        break;
      case "assign":
        if (isMaintainer(who)) this.assign(command.id, command.to, thread);
        break;
      case "complete":
        if (isMaintainer(who)) this.completeByWord(command.id, command.number);
        break;
      case "reopen": {
        if (!isMaintainer(who) || this.diagram(command.id).status !== "complete") return;
        this.reopen(command.id);
        this.maybeLookAtOthers(command.id, null);
        break;
      }
      case "verify":
        this.verify(who, command.id);
        break;
      case "start":
      case "review":
        this.move(who, command.id, command.verb);
        break;
    }
  }

  private claim(who: string, id: Id, thread: number): void {
    const diagram = this.diagram(id);
    if (diagram.status === "complete") return;
    if (diagram.holder === who) {
      // Now it is not only the pull request that made the claim.
      diagram.byPull = null;
      diagram.thread = this.choose([diagram.thread, thread], `thread ${id}`);
      this.maybeLookAtClosed(diagram.pr, thread);
      this.maybeLookAtOthers(id, null);
      return;
    }
    if (diagram.holder !== null || !this.mayClaim(who)) return;
    Object.assign(diagram, { status: "in_progress", holder: who, byPull: null, thread });
    this.maybeLookAtClosed(thread);
    this.maybeLookAtOthers(id, null);
  }

  private release(who: string, id: Id): void {
    const { holder, status } = this.diagram(id);
    if (holder === null || status === "complete") return;
    if (holder !== who && !isMaintainer(who)) return;
    this.free(id);
    this.diagram(id).givenBackBeside = [...this.world.pulls.keys()];
    this.maybeLookAtOthers(id, null);
  }

  private assign(id: Id, to: string, spokenOn: number): void {
    const diagram = this.diagram(id);
    const { status, holder, thread, pr } = diagram;
    if (status === "complete") {
      // It is how somebody gets what an agent completed. Whether a finished diagram changes hands is open.
      const mayDecline = holder !== null;
      if (mayDecline && this.choose([true, false], `finished ${id}`)) return;
    } else if (holder !== to && !this.mayClaim(to) && this.choose([true, false], `full ${to}`)) {
      // Whether the limit binds a maintainer's word is open.
      return;
    }
    Object.assign(diagram, {
      holder: to,
      byPull: null,
      thread: holder === to ? this.choose([thread, null], `thread ${id}`) : null,
    });
    if (status === "pending") diagram.status = "in_progress";
    else if (status !== "complete" && holder !== to && this.choose([true, false], `afresh ${id}`)) {
      Object.assign(diagram, { status: "in_progress", pr: null });
    }
    const keeps = diagram.verified && this.isEligible(diagram.verified.by, id);
    if (holder !== to && !(keeps && this.choose([true, false], `still verified ${id}`)))
      diagram.verified = null;
    const old = pr === null ? undefined : this.world.pulls.get(pr);
    if (old && status === "complete") {
      this.judgeComplete(old, id, linksOf(old, null, this.campaign, this.choose).links);
    }
    if (old?.state === "open" && this.choose([false, true], `old ${id}`)) this.open(old);
    this.maybeLookAtClosed(pr, spokenOn);
    this.maybeLookAtOthers(id, null);
  }

  private completeByWord(id: Id, number: number | null): void {
    const diagram = this.diagram(id);
    const pull = number === null ? undefined : this.world.pulls.get(number);
    const wasComplete = diagram.status === "complete";
    // What is complete already, and a number that is no merged pull request's, may be refused or taken as said.
    const isOdd = wasComplete || (number !== null && pull?.state !== "merged");
    if (isOdd && this.choose([true, false], `odd ${id}`)) return;
    const authors = pull && pull.author !== AGENT && !pull.isGone ? [pull.author] : [];
    const holder = diagram.holder ?? this.choose([null, ...authors], `whose ${id}`);
    const pr = number ?? this.choose([diagram.pr, null], `which ${id}`);
    Object.assign(diagram, { status: "complete", holder, pr, isMovedByHand: false });
    const standing = diagram.verified && this.isEligible(diagram.verified.by, id) ? [diagram.verified] : [];
    const named = pr === null ? undefined : this.world.pulls.get(pr);
    const approvals = (named?.reviews ?? [])
      .filter(({ opinion, reviewer }) => opinion === "approved" && this.isEligible(reviewer, id))
      .map(({ reviewer }) => ({ by: reviewer, isCommand: false, text: "" }));
    // Whether the reviews of the pull request that it is by count is open.
    diagram.verified = this.choose([...standing, ...approvals, null], `verified ${id}`);
  }

  private verify(who: string, id: Id): void {
    const diagram = this.diagram(id);
    if (diagram.status === "pending" || !this.isEligible(who, id)) return;
    const isReady = diagram.status === "complete" || (diagram.status === "review" && diagram.pr !== null);
    // What nobody has asked a review of may be verified or not; and a second reviewer's word may replace the first's.
    if ((!isReady || diagram.verified) && this.choose([true, false], `verify ${id}`)) return;
    const pull = diagram.pr === null ? undefined : this.world.pulls.get(diagram.pr);
    const text = pull
      ? standingText(pull.tree, pull.before, id, linksOf(pull, null, this.campaign, this.choose).links)
      : "";
    // Of what is merged, what stands there is read when it is heard: another merge may have come in between.
    const seen = pull?.state === "merged" ? this.choose([text, this.standing(id)], `stands ${id}`) : text;
    diagram.verified = {
      by: who,
      isCommand: true,
      text: seen,
      commit: pull?.commit,
      there: blocksIn(pull?.tree),
    };
  }

  private isBesideOthers(pull: Pull): boolean {
    if (pull.state !== "merged") return false;
    return changedPaths(pull).some((path) => {
      const own = blocksOf(pull.tree.get(path));
      return blocksOf(this.world.main.get(path)).some((block) => !own.includes(block));
    });
  }

  private standing(id: Id): string {
    return standingText(this.world.main, new Map(), id, new Set());
  }

  private move(who: string, id: Id, verb: "start" | "review"): void {
    const diagram = this.diagram(id);
    if (diagram.status !== "in_progress" && diagram.status !== "review") return;
    if (diagram.holder !== who && !isMaintainer(who)) return;
    // The commands are listed, their effect is not: they move it between the two, or decline.
    if (this.choose([true, false], `${verb} ${id}`)) return;
    diagram.status = verb === "start" ? "in_progress" : "review";
    diagram.isMovedByHand = true;
  }
}

function blocksIn(tree: Tree = new Map()): string[] {
  return [...new Set([...tree.values()].flatMap(blocksOf))].sort();
}

function blocksOf(page?: Page): string[] {
  return page?.drawings.map(blockText) ?? [];
}

function drawsElsewhere(pull: Pull, done: Pull, id: Id): boolean {
  const paths = changedPaths(done);
  const elsewhere = new Map([...pull.tree].filter(([path]) => !paths.includes(path)));
  return drawingsNotIn(elsewhere, pull.before).some(({ of }) => of === id || of === null);
}

/** Whether it takes back what the other one did for the diagram, for all that it did, and whether it does nothing else. */
function undoing(pull: Pull, done: Pull, id: Id): { isOwn: boolean; isAll: boolean; isOnly: boolean } {
  if (pull.number === done.number) return { isOwn: false, isAll: false, isOnly: false };
  const [paths, others] = [changedPaths(pull), changedPaths(done)];
  const isBack = (path: string) =>
    isSamePage(pull.before.get(path), done.tree.get(path)) &&
    isSamePage(pull.tree.get(path), done.before.get(path));
  const hasOwn = (path: string) => done.tree.get(path)?.drawings.some(({ of }) => of === id || of === null);
  return {
    isOwn: others.some((path) => hasOwn(path) && isBack(path)),
    isAll: others.every(isBack),
    isOnly: paths.length === others.length,
  };
}
