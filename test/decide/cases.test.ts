/**
 * The inputs that were once got wrong, a row each, with what comes near to them: how comments are read, who somebody is, and
 * what reviews do. The rules behind them have tests of their own (`words`, `who-somebody-is`, `who-verifies`, `vouch`).
 */
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { PullRequestFacts, ReviewFacts } from "../../src/facts/pull-request-facts.ts";
import type { Revision } from "../../src/facts/revision.ts";
import { vouch } from "../../src/gates/vouch.ts";
import { eventsOf } from "../../src/github/webhooks/read-webhook.ts";
import { named, pullRequestFacts } from "./pull-request-facts.ts";
import { DRAWING, TestRepository } from "./repository.ts";

const FL = "assignments/G-LIN-FL.yml";
const MERGED = { state: "merged", mergedAt: "2026-11-25T08:00:00Z" } as const;
const SQ = { title: "G-LIN-SQ: Sequence" };

/** `before`: what ada holds already. */
function campaign({ files = {}, before = "" } = {}): TestRepository {
  const repository = new TestRepository(files);
  repository.permissions.set("grace", "write").set("maria", "maintain");
  if (before !== "") repository.comment("ada", before);
  return repository;
}

function heldBy(repository: TestRepository, login: string): string[] {
  return [...repository.files]
    .filter(([path, text]) => path.startsWith("assignments/") && parse(text).assignment.assignee === login)
    .map(([path]) => path.slice("assignments/".length, -".yml".length))
    .sort();
}

const statusIn = (repository: TestRepository, path = FL) =>
  parse(repository.files.get(path) ?? "assignment: {}").assignment.status;

/** What ada holds after her comment, and the answer. */
function said(body: string, { on = {}, before = "" } = {}) {
  const repository = campaign({ before });
  const reply = repository.comment("ada", body, on);
  return { held: heldBy(repository, "ada"), reply };
}

describe("how comments are read", () => {
  const FLOW = ["G-LIN-FL"];

  test.each([
    [
      "an invisible character behind the ID, behind the command or before the slash is not there",
      [
        "/claim G-LIN-FL\u200b",
        "/claim\u200b G-LIN-FL",
        "\ufeff/claim G-LIN-FL",
        "\u00a0/claim G-LIN-FL",
        "/claim \u2060G-LIN\u200d-FL",
        "\u200e/claim G-LIN-FL\u200f",
        "/cl\u00adaim G-LIN-FL",
      ],
      FLOW,
    ],
    [
      "smart quotes around the ID, or an emoji glued to it, are not part of it",
      [
        "/claim “G-LIN-FL”",
        "/claim G-LIN-FL🎉",
        "/claim ‘G-LIN-FL’",
        "/claim «G-LIN-FL».",
        "/claim 👉G-LIN-FL👈",
      ],
      FLOW,
    ],
    [
      "a mark behind the command is no part of it",
      ["/claim: G-LIN-FL", "/claim, G-LIN-FL", "/claim; G-LIN-FL", "/claim:G-LIN-FL", "/claim — G-LIN-FL"],
      FLOW,
    ],
    [
      "the ID on the next line is meant, not that of the title",
      ["/claim\nG-LIN-FL", "/claim:\n\nG-LIN-FL", "/claim\n- G-LIN-FL", "/claim please\n`G-LIN-FL`"],
      FLOW,
    ],
    [
      "one of a group is one of it",
      ["/claim next 1 of G-SEQ-*", "/claim next of G-SEQ-*", "/claim one of G-SEQ-*", "/claim 1 from G02"],
      ["G-SEQ-FL"],
    ],
  ])("%s", (_row, bodies, held) => {
    for (const body of bodies) {
      const answer = said(body, { on: SQ });
      expect(answer.held, JSON.stringify(body)).toEqual(held);
      expect(answer.reply, JSON.stringify(body)).not.toContain("Did you mean");
    }
  });

  test.each([
    [
      "what a mail programme adds below the answer was not said by who answered",
      [
        "Sounds good to me!\n\nSent from my phone\n\nFrom: Bob\nSent: Tuesday\nSubject: Re: [atlas] Who?\n\n/claim G-LIN-FL",
        "Gut!\n\nVon: Bob\nGesendet: Dienstag\nBetreff: Re: Wer?\n\n/claim G-LIN-FL",
        "Fine\n\nOn Tue, 24 Nov 2026 at 10:00, Bob <bob@example.org> wrote:\n/claim G-LIN-FL",
        "+1\n-----Original Message-----\n/claim G-LIN-FL",
      ],
      /^$/,
    ],
    [
      "leaving one out is refused, with what to write",
      [
        "/claim G-LIN-FL but not G-LIN-SQ",
        "/claim G-LIN-* except G-LIN-SQ",
        "/claim G-LIN-FL ~~G-LIN-SQ~~",
        "/claim G-LIN-*, not G-LIN-SQ and not G-LIN-ST",
        "/claim all of G-LIN-* without the last",
      ],
      /I cannot leave diagrams out.*`\/claim G-LIN-FL`\.$/,
    ],
    [
      "a claim for somebody else is refused, and names the command that gives it to them",
      ["/claim G-LIN-FL for @bob", "/claim G-LIN-FL @bob", "/claim @bob G-LIN-FL"],
      /`\/assign G-LIN-FL @bob`/,
    ],
  ])("%s", (_row, bodies, answer) => {
    for (const body of bodies) {
      const { held, reply } = said(body);
      expect(held, JSON.stringify(body)).toEqual([]);
      expect(reply, JSON.stringify(body)).toMatch(answer);
    }
  });

  test("other words for giving back give back", () => {
    for (const word of ["unclaim", "unassign", "drop", "Unclaim:", "UNASSIGN"]) {
      expect(said(`/${word} G-LIN-FL`, { before: "/claim G-LIN-FL" }).held, word).toEqual([]);
    }
  });

  test("the contrary of a command is never taken for that command, and what takes it back is said", () => {
    const repository = campaign();
    repository.pull(7, { title: "G-LIN-FL", author: "ada" });
    repository.comment("grace", "/verify G-LIN-FL");
    for (const [typed, way] of [
      ["/unverify G-LIN-FL", "dismiss the approving review"],
      ["/unverfy G-LIN-FL", "dismiss the approving review"],
      ["/uncomplete G-LIN-FL", "`/reopen`"],
      ["/disclaim G-LIN-FL", "`/release`"],
    ] as const) {
      const reply = repository.comment("grace", typed);
      expect(reply, typed).toContain(way);
      expect(reply, typed).not.toContain("Did you mean");
    }
    expect(repository.files.get(FL)).toContain("verified_by: grace");
  });

  test("an address is stored whole, without what stands around it", () => {
    const address = "https://en.wikipedia.org/wiki/Raft_(algorithm)";
    for (const typed of [
      address,
      `${address}.`,
      `(${address})`,
      `[Raft](${address})`,
      `\`${address}\``,
      `<${address}>,`,
    ]) {
      const repository = campaign();
      repository.comment("bob", `/source G-LIN-FL ${typed}`);
      expect(repository.files.get(FL), typed).toContain(`- url: ${address}\n`);
    }
  });

  test("an issue that was transferred here says nothing anew", () => {
    const user = { login: "ada", type: "User" };
    const at = "2026-11-24T10:00:00Z";
    const issue = { number: 7, title: "Mine", body: "/claim next", user, created_at: at, updated_at: at };
    const opened = { action: "opened", issue, sender: user };
    const from = { old_issue: { number: 1 }, old_repository: {} };
    expect(eventsOf("issues", opened)).toHaveLength(1);
    expect(eventsOf("issues", { ...opened, changes: from })).toEqual([]);
    expect(
      eventsOf("issues", { ...opened, sender: { login: "maria", type: "User" }, changes: from }),
    ).toEqual([]);
  });

  test("fifty with a limit of three are three claims, and one sentence on the rest", () => {
    for (const body of ["/claim next 50", "/claim G-*", "/claim next 9 of Linearizability"]) {
      const { held, reply } = said(body);
      expect(held, body).toHaveLength(3);
      expect(reply.match(/you already hold 3 diagrams/g), body).toHaveLength(1);
      expect(reply.split("\n").filter((line) => line.startsWith("- ")).length, body).toBeLessThanOrEqual(4);
    }
  });
});

describe("what a reply offers is free once the whole comment was carried out, and can be taken", () => {
  const offer = "Still free in the same group";
  const taken = (more = "", files = {}) => {
    const repository = campaign({ files });
    repository.comment("bob", `/claim G-LIN-FL${more}`);
    return repository;
  };

  test.each([
    ["not what the same command takes", "/claim G-LIN-*"],
    ["not what a later line takes", "/claim G-LIN-FL\n/claim G-LIN-SQ G-LIN-ST G-LIN-FA"],
    ["nothing to somebody who holds as many as they may", "/claim G-LIN-FL\n/claim G-LIN-SQ G-SEQ-*"],
  ])("%s", (_row, body) => {
    const repository = taken();
    expect(repository.comment("ada", body)).not.toContain(offer);
    expect(heldBy(repository, "ada")).toHaveLength(3);
  });

  test("but what is left, also what a later line gives back", () => {
    const repository = taken();
    repository.comment("ada", "/claim G-LIN-SQ");
    const reply = repository.comment("ada", "/claim G-LIN-FL\n/release G-LIN-SQ\n/claim G-LIN-ST");
    expect(reply).toContain(`${offer}: \`G-LIN-SQ\` and \`G-LIN-FA\``);
  });

  test("not what the pull request takes on which it was said", () => {
    const repository = taken("", { ".github/diagram-tracker.yml": "claims: { limit: 2 }\n" });
    repository.comment("ada", "/claim G-SEQ-FL G-SEQ-SQ");
    repository.pull(7, {
      title: "Notes on G-LIN-SQ",
      author: "ada",
      draft: true,
      files: [{ path: "docs/notes.md", change: "added" }],
    });
    expect(heldBy(repository, "ada")).toEqual(["G-SEQ-FL", "G-SEQ-SQ"]);
    const reply = repository.comment("ada", "/claim G-LIN-FL\n/release G-SEQ-FL", {
      thread: 7,
      onPullRequest: true,
    });
    expect(heldBy(repository, "ada")).toEqual(["G-LIN-SQ", "G-SEQ-SQ"]);
    expect(reply).not.toContain("`G-LIN-SQ`");
  });

  test("nothing while the campaign is paused, or to somebody who is told to wait with the first one", () => {
    const paused = taken();
    paused.comment("maria", "/pause");
    expect(paused.comment("ada", "/claim G-LIN-FL")).not.toContain(offer);
    const first = taken("", { ".github/diagram-tracker.yml": "claims: { first_limit: 1 }\n" });
    first.comment("ada", "/claim G-SEQ-FL");
    expect(first.comment("ada", "/claim G-LIN-FL")).not.toContain(offer);
  });
});

describe("who somebody is", () => {
  const ADA = 11;
  const hers = { title: "G-LIN-FL: flow", author: "ada", authorId: ADA, branch: "flow" } as const;
  const inReview = () => {
    const repository = campaign();
    repository.pull(7, hers);
    return repository;
  };

  test("an account that was deleted with its pull request in review: merged, it is complete", () => {
    const repository = inReview();
    repository.pull(7, { author: null, authorId: null, ...MERGED });
    expect(statusIn(repository)).toBe("complete");
    expect(heldBy(repository, "ada")).toEqual(["G-LIN-FL"]);
    // Who has her login now did not draw it.
    const taken = campaign();
    taken.comment("ada", "/claim G-LIN-FL", { authorId: ADA });
    taken.pull(7, hers);
    taken.pull(7, { authorId: 99, ...MERGED });
    expect(statusIn(taken)).not.toBe("complete");
  });

  test("a new login, an edit and the merge: complete for the new name, and everything else stays hers", () => {
    const repository = inReview();
    repository.comment("ada", "/claim G-LIN-SQ", { authorId: ADA });
    repository.pull(7, { author: "ada-l", body: "Mended." });
    expect(statusIn(repository)).toBe("review");
    repository.pull(7, MERGED);
    expect(statusIn(repository)).toBe("complete");
    expect(heldBy(repository, "ada-l")).toEqual(["G-LIN-FL"]);
    repository.comment("ada-l", "/source G-LIN-SQ https://etcd.io/", { authorId: ADA });
    expect(heldBy(repository, "ada-l")).toEqual(["G-LIN-FL", "G-LIN-SQ"]);
  });

  test("what an agent opens, approved and merged, is complete for who holds the diagram", () => {
    const agent = {
      title: "G-LIN-FL: flow",
      author: "copilot-swe-agent",
      authorId: 77,
      authorIsBot: true,
    } as const;
    const approval: ReviewFacts = {
      reviewer: "grace",
      opinion: "approved",
      commit: "1".repeat(40),
      at: MERGED.mergedAt,
    };
    for (const before of ["/claim G-LIN-FL", ""]) {
      const repository = campaign({ before });
      repository.pull(7, { ...agent, reviews: [approval] });
      const notice = repository.pull(7, MERGED);
      expect(statusIn(repository)).toBe("complete");
      expect(heldBy(repository, "ada")).toEqual(before === "" ? [] : ["G-LIN-FL"]);
      if (before === "") expect(notice).toContain("`/assign G-LIN-FL @");
    }
  });

  test("a login with an underscore, or a hyphen at its end, is one", () => {
    for (const login of ["ada_acme", "ada-", "a--b"]) {
      const repository = campaign();
      expect(repository.comment("maria", `/assign G-LIN-FL @${login}`)).toContain("holds it until");
      expect(heldBy(repository, login)).toEqual(["G-LIN-FL"]);
    }
  });

  test("@ada in a file is ada, and she gives it back", () => {
    for (const name of ["'@ada'", "'@Ada'", "Ada"]) {
      const repository = campaign({ before: "/claim G-LIN-FL" });
      const file = repository.files.get(FL) ?? "";
      repository.files.set(FL, file.replace("assignee: ada", `assignee: ${name}`));
      expect(repository.comment("ada", "/release G-LIN-FL"), name).toContain("it is free again");
      expect(statusIn(repository), name).toBe("pending");
    }
  });
});

describe("what reviews do", () => {
  const [FIRST, SECOND] = ["1".repeat(40), "2".repeat(40)] as const;
  const commit = (oid: string, author: string, parents: string[]) => ({ oid, author, parents });
  const approval = (commit: string): ReviewFacts => {
    return { reviewer: "grace", opinion: "approved", commit, at: "2026-11-24T09:30:00Z" };
  };
  const verifier = (repository: TestRepository) =>
    parse(repository.files.get(FL) ?? "").assignment.verification.verified_by ?? null;
  const drawn = (change: Partial<PullRequestFacts>) => {
    const repository = campaign();
    repository.pull(7, { title: "G-LIN-FL", commits: [commit(FIRST, "ada", ["0".repeat(40)])], ...change });
    return repository;
  };

  test("an approval outlives a clean update of the branch, by whomever, but not another drawing", () => {
    for (const who of ["ada", "grace", "linus"]) {
      const repository = drawn({ reviews: [approval(FIRST)] });
      repository.comment("bob", "/claim G-LIN-SQ");
      const commits = [commit(FIRST, "ada", []), commit(SECOND, who, [FIRST, "9".repeat(40)])];
      repository.pull(7, { headSha: SECOND, commits });
      expect(verifier(repository), who).toBe("grace");
      repository.textsAt.set("3".repeat(40), { "diagrams/one.md": { text: DRAWING.replace("A", "Z") } });
      repository.pull(7, { headSha: "3".repeat(40) });
      expect(verifier(repository), who).toBeNull();
    }
  });

  test("who pushed to it and approves it has not verified it, and is told why", () => {
    const commits = [commit(FIRST, "ada", ["0".repeat(40)]), commit(SECOND, "grace", [FIRST])];
    const repository = drawn({ commits, headSha: SECOND, reviews: [approval(SECOND)] });
    expect(verifier(repository)).toBeNull();
    expect(repository.notices.get(7)).toContain("**grace** approved it but has a commit in it");
    expect(repository.comment("grace", "/verify G-LIN-FL")).toContain(
      "you have a commit in its pull request",
    );
  });

  test("boxes count for whom ticked them, not for a bot that edits the description last", () => {
    const OPEN = "- [ ] Cost Data\n- [ ] 3 AM Test\n";
    const COST = OPEN.replace("[ ] Cost", "[x] Cost");
    const edits: [string, string][] = [
      ["ada", OPEN],
      ["rita", COST],
      ["coderabbitai[bot]", COST.replace("[ ] 3", "[x] 3")],
    ];
    const history = edits.map(([login, body], day): Revision => {
      const type = login.endsWith("[bot]") ? "Bot" : "User";
      return { at: `2026-11-2${day}T10:00:00Z`, editor: { login, type }, body };
    });
    const pr = pullRequestFacts({
      body: history.at(-1)?.body ?? "",
      bodyEditedAt: history.at(-1)?.at ?? null,
      bodyEditors: named(...edits.map(([login]) => login)),
    });
    const words = vouch(pr, history, () => true).map(({ point, word }) => [point, word.by]);
    expect(words.filter(([, by]) => by !== null)).toEqual([["cost_data", "rita"]]);
  });

  test("the reviewer whom the campaign names is really asked for a review", () => {
    const files = { ".github/diagram-tracker.yml": "reviewers: [rita]\n" };
    for (const how of ["a pull request alone", "a claim before it"]) {
      const repository = campaign({ files, before: how.startsWith("a claim") ? "/claim G-LIN-FL" : "" });
      repository.pull(7, { title: "G-LIN-FL" });
      const look = { kind: "pull-request", key: "look", at: repository.now, number: 7 } as const;
      const requests = repository.decide([look]).reviewRequests;
      expect(requests, how).toEqual([{ pullRequest: 7, reviewer: "rita", change: "ask" }]);
    }
  });

  test("a command in a review's text, or in a comment on a line, is carried out and answered", () => {
    const user = { login: "maria", type: "User" };
    const at = "2026-11-24T10:00:00Z";
    const body = "Good.\n/assign G-LIN-SQ @bob";
    const pull_request = {
      number: 7,
      title: "G-LIN-FL",
      user: { login: "ada" },
      created_at: at,
      updated_at: at,
    };
    const review = { id: 1, state: "approved", body, user, submitted_at: at };
    const comment = { id: 2, body, user, created_at: at, updated_at: at };
    for (const [name, payload] of [
      ["pull_request_review", { action: "submitted", review, pull_request, sender: user }],
      ["pull_request_review_comment", { action: "created", comment, pull_request, sender: user }],
    ] as const) {
      const repository = drawn({});
      repository.hear(eventsOf(name, payload));
      expect(heldBy(repository, "bob"), name).toEqual(["G-LIN-SQ"]);
      expect(repository.replies, name).toMatchObject([
        { thread: 7, body: expect.stringContaining("@maria") },
      ]);
    }
    const empty = { ...review, state: "commented", body: null };
    expect(
      eventsOf("pull_request_review", { action: "submitted", review: empty, pull_request, sender: user }),
    ).toEqual([]);
  });
});
