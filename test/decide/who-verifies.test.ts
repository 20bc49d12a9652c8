/**
 * Who would gain by cheating: the holder and the author, who want their own work passed unseen; a reviewer who pushed to it
 * and then approves what nobody else saw; an App that is called like a reviewer; an author who has a harmless drawing
 * approved and puts another one in its place, in the pull request or on the default branch afterwards.
 */
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { NO_CHECK_FACTS } from "../../src/facts/check-facts.ts";
import type { CommitFacts, PullRequestFacts, ReviewFacts } from "../../src/facts/pull-request-facts.ts";
import { DRAWING, TestRepository } from "./repository.ts";

const MAIN = "0".repeat(40);
const [FIRST, SECOND, THIRD] = ["1", "2", "3"].map((digit) => digit.repeat(40)) as [string, string, string];
const OTHER = DRAWING.replace("A", "Z");
const PATH = "diagrams/one.md";

function commit(oid: string, author: string | null, parents: readonly string[] = [MAIN]): CommitFacts {
  return { oid, author, parents };
}

function approval(reviewer = "grace", seen = FIRST, more: Partial<ReviewFacts> = {}): ReviewFacts {
  return { reviewer, opinion: "approved", commit: seen, at: "2026-11-24T09:30:00Z", ...more };
}

/** Ada's pull request 7 with a drawing of G-LIN-FL. */
function drawn(change: Partial<PullRequestFacts>): TestRepository {
  const repository = new TestRepository();
  for (const login of ["grace", "linus"]) repository.permissions.set(login, "write");
  repository.permissions.set("maria", "maintain");
  repository.pull(7, { title: "G-LIN-FL", commits: [commit(FIRST, "ada")], ...change });
  return repository;
}

function verification(repository: TestRepository): Readonly<Record<string, unknown>> {
  const file = parse(repository.files.get("assignments/G-LIN-FL.yml") ?? expect.fail());
  return file.assignment.verification;
}

const verifier = (repository: TestRepository) => verification(repository)["verified_by"] ?? null;

function drawingIs(repository: TestRepository, at: string, text: string): void {
  repository.textsAt.set(at, { [PATH]: { text } });
}

/** What the gates say of the verification on the newest commit. */
function gate(repository: TestRepository, number: number): string {
  repository.checks = { ...NO_CHECK_FACTS, required: new Set() };
  const plan = repository.decide([
    { kind: "pull-request", key: `gate-${number}`, at: repository.now, number },
  ]);
  const report = plan.checks.find(({ report }) => report.kind === "gates")?.report;
  return (
    /\| (\S+) \| Verification(?: \(advisory\))? \|/.exec(`${report?.summary}${report?.text}`)?.[1] ?? "none"
  );
}

describe("an approval verifies", () => {
  test("a reviewer's who has nothing to do with the work, with who, when and which drawing", () => {
    expect(verification(drawn({ reviews: [approval()] }))).toMatchObject({
      verified_by: "grace",
      verified_on: "2026-11-24",
      verified_in: 7,
      verified_drawing: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test("not one's who pushed to it, and the notice says why", () => {
    const repository = drawn({
      commits: [commit(FIRST, "ada"), commit(SECOND, "Grace", [FIRST])],
      headSha: SECOND,
      reviews: [approval("grace", SECOND)],
    });
    expect(verifier(repository)).toBeNull();
    expect(repository.notices.get(7)).toContain("**grace** approved it but has a commit in it");
  });

  test("nor by /verify, which says so", () => {
    const repository = drawn({ commits: [commit(FIRST, "ada"), commit(SECOND, "grace", [FIRST])] });
    expect(repository.comment("grace", "/verify G-LIN-FL")).toContain(
      "you have a commit in its pull request",
    );
    expect(verifier(repository)).toBeNull();
  });

  test("not any more once its reviewer pushes, also after /verify", () => {
    const repository = drawn({});
    repository.comment("grace", "/verify G-LIN-FL");
    expect(verifier(repository)).toBe("grace");
    repository.pull(7, {
      commits: [commit(FIRST, "ada"), commit(SECOND, "grace", [FIRST])],
      headSha: SECOND,
    });
    expect(verifier(repository)).toBeNull();
  });

  test("of an unlinked e-mail's commit: it counts as the author's", () => {
    const commits = [commit(FIRST, "ada"), commit(SECOND, null, [FIRST])];
    expect(verifier(drawn({ commits, headSha: SECOND, reviews: [approval("grace", SECOND)] }))).toBe("grace");
  });

  test("not while GitHub does not list all commits, and the notice says what to do", () => {
    const repository = drawn({ commits: null, reviews: [approval()] });
    expect(verifier(repository)).toBeNull();
    expect(repository.notices.get(7)).toContain("too many commits");
  });

  test("not that of an App which is called like a reviewer", () => {
    expect(verifier(drawn({ reviews: [approval("grace", FIRST, { isBot: true })] }))).toBeNull();
  });

  test("not the author's, nor the holder's of an agent's pull request", () => {
    const own = drawn({ reviews: [approval("ada")] });
    own.permissions.set("ada", "write");
    own.pull(7, {});
    expect(verifier(own)).toBeNull();

    const agents = new TestRepository();
    agents.permissions.set("grace", "write");
    agents.comment("grace", "/claim G-LIN-FL");
    agents.pull(7, {
      title: "G-LIN-FL",
      author: "copilot-swe-agent",
      authorIsBot: true,
      reviews: [approval()],
    });
    expect(verifier(agents)).toBeNull();
  });

  test("a person's whose name an App has that opened it", () => {
    const repository = drawn({ commits: [] });
    repository.comment("ada", "/claim G-LIN-SQ");
    repository.pull(8, { title: "G-LIN-SQ", author: "grace", authorIsBot: true, reviews: [approval()] });
    expect(repository.files.get("assignments/G-LIN-SQ.yml")).toContain("verified_by: grace");
  });
});

describe("bringing a branch up to date", () => {
  const commits = (who: string) => [commit(FIRST, "ada"), commit(SECOND, who, [FIRST, MAIN])];

  test.each(["ada", "grace", "linus"])("by %s keeps the verification where the drawing stays", (who) => {
    const repository = drawn({ reviews: [approval()] });
    repository.pull(7, { commits: commits(who), headSha: SECOND, baseSha: THIRD });
    expect(verifier(repository)).toBe("grace");
  });

  test("is a commit of who draws in the merge", () => {
    const repository = drawn({ reviews: [approval()] });
    drawingIs(repository, SECOND, OTHER);
    repository.pull(7, {
      commits: commits("grace"),
      headSha: SECOND,
      reviews: [approval("grace", SECOND)],
    });
    expect(verifier(repository)).toBeNull();
    repository.pull(7, { reviews: [approval("grace", SECOND), approval("linus", SECOND)] });
    expect(verifier(repository)).toBe("linus");
  });

  test("that only takes the default branch's drawing is none, but what was approved is another drawing", () => {
    const repository = drawn({ reviews: [approval()] });
    for (const at of [SECOND, MAIN]) drawingIs(repository, at, OTHER);
    repository.pull(7, { commits: commits("grace"), headSha: SECOND });
    expect(verifier(repository)).toBeNull();
    repository.pull(7, { reviews: [approval("grace", SECOND)] });
    expect(verifier(repository)).toBe("grace");
  });
});

describe("an approval holds for the drawing that was seen", () => {
  const pushed = (repository: TestRepository, at: string, text: string) => {
    drawingIs(repository, at, text);
    repository.pull(7, { headSha: at });
  };

  test("not for another one, and again for the approved one", () => {
    const repository = drawn({ reviews: [approval()] });
    pushed(repository, SECOND, OTHER);
    expect(verifier(repository)).toBeNull();
    expect(repository.notices.get(7)).toContain("**grace** approved another drawing");
    pushed(repository, THIRD, DRAWING.replaceAll("\n", "\r\n"));
    expect(verifier(repository)).toBe("grace");
  });

  test("not again once it was dismissed, nor while somebody eligible asks for changes", () => {
    const repository = drawn({ reviews: [approval()] });
    pushed(repository, SECOND, OTHER);
    repository.pull(7, { reviews: [approval("grace", FIRST, { opinion: "dismissed" })] });
    pushed(repository, THIRD, DRAWING);
    expect(verifier(repository)).toBeNull();
    const objection = approval("linus", THIRD, { opinion: "changes_requested" });
    repository.pull(7, { reviews: [approval(), objection] });
    expect(verifier(repository)).toBeNull();
  });

  test("not for a drawing that comes later", () => {
    const repository = drawn({ reviews: [approval()] });
    const second = "diagrams/g-lin-fl.md";
    repository.textsAt.set(FIRST, { [second]: { text: null } });
    repository.textsAt.set(SECOND, { [second]: { text: OTHER } });
    repository.pull(7, {
      headSha: SECOND,
      files: [
        { path: PATH, change: "added" },
        { path: second, change: "added" },
      ],
    });
    expect(verifier(repository)).toBeNull();
  });

  test("not where GitHub does not say what was seen", () => {
    const { commit: _, ...unknown } = approval();
    expect(verifier(drawn({ reviews: [unknown] }))).toBeNull();
  });

  test("of a file without text by its name in git, and not at all where there is none", () => {
    const picture = { path: "diagrams/g-lin-fl.png", change: "added" as const };
    const repository = drawn({ files: [picture] });
    repository.oids.set(`${FIRST} ${picture.path}`, "a".repeat(40));
    repository.pull(7, { reviews: [approval()] });
    expect(verification(repository)).toMatchObject({ verified_drawing: "a".repeat(40) });
    repository.oids.set(`${SECOND} ${picture.path}`, "b".repeat(40));
    repository.pull(7, { headSha: SECOND });
    expect(verifier(repository)).toBeNull();
  });
});

test("a verification by file is bound to the drawing that stands there, and not carried to the next one", () => {
  const repository = drawn({});
  const path = "assignments/G-LIN-FL.yml";
  const text = repository.files.get(path) ?? "";
  repository.files.set(path, text.replace("  verification:\n", "  verification:\n    verified_by: grace\n"));
  repository.pull(7, {});
  expect(verification(repository)).toMatchObject({
    verified_by: "grace",
    verified_drawing: expect.any(String),
  });
  drawingIs(repository, SECOND, OTHER);
  repository.pull(7, { headSha: SECOND });
  expect(verifier(repository)).toBeNull();
});

describe("a complete diagram", () => {
  const MERGED = { state: "merged" as const, mergedAt: "2026-11-24T09:45:00Z" };

  /** Ada's, verified by grace; maria's pull request 8 gives the drawing new colours. */
  function complete(reviews: readonly ReviewFacts[] = []): TestRepository {
    const repository = drawn({ reviews: [approval()] });
    repository.pull(7, MERGED);
    expect(verifier(repository)).toBe("grace");
    const page = "diagrams/g-lin-fl.md";
    repository.texts.set(8, { [page]: { text: OTHER, before: DRAWING } });
    repository.pull(8, {
      author: "maria",
      title: "New colours",
      headSha: SECOND,
      files: [{ path: page, change: "modified" }],
      reviews,
    });
    return repository;
  }
  const mergeColours = (repository: TestRepository) => {
    drawingIs(repository, MAIN, OTHER);
    repository.pull(8, { ...MERGED, mergedAt: "2026-11-24T09:50:00Z" });
  };

  test("loses its verification when its drawing changes, and a late look at the old pull request gives none back", () => {
    const repository = complete();
    mergeColours(repository);
    expect(verifier(repository)).toBeNull();
    repository.pull(7, {});
    expect(verifier(repository)).toBeNull();
  });

  test("is verified by who approved the change, and a late look at the old pull request takes nothing", () => {
    const repository = complete([approval("linus", SECOND)]);
    mergeColours(repository);
    expect(verification(repository)).toMatchObject({ verified_by: "linus", verified_in: 8 });
    repository.pull(7, {});
    expect(verifier(repository)).toBe("linus");
    repository.pull(8, { reviews: [approval("linus", SECOND, { opinion: "dismissed" })] });
    expect(verifier(repository)).toBeNull();
  });

  test("keeps what /verify said of the new drawing", () => {
    const repository = complete();
    mergeColours(repository);
    repository.comment("linus", "/verify G-LIN-FL");
    repository.pull(8, {});
    repository.pull(7, {});
    expect(verifier(repository)).toBe("linus");
  });

  test("does not stay green in the change's check over an objection or a new push", () => {
    const repository = complete();
    expect(gate(repository, 8)).toBe("⬜");
    repository.pull(8, { reviews: [approval("grace", SECOND)] });
    expect(gate(repository, 8)).toBe("✅");
    repository.pull(8, {
      reviews: [approval("grace", SECOND), approval("linus", SECOND, { opinion: "changes_requested" })],
    });
    expect(gate(repository, 8)).toBe("⬜");
    repository.textsAt.set(THIRD, {
      "diagrams/g-lin-fl.md": { text: DRAWING.replace("B", "C"), before: DRAWING },
    });
    repository.pull(8, { headSha: THIRD, reviews: [approval("grace", SECOND)] });
    expect(gate(repository, 8)).toBe("⬜");
  });

  test("is not passed for its holder, who approves somebody else's change of it", () => {
    const repository = complete();
    repository.permissions.set("ada", "write");
    repository.pull(8, { reviews: [approval("ada", SECOND)] });
    expect(gate(repository, 8)).toBe("⬜");
  });
});

test("a second pull request for a diagram is not verified by the first one's approval", () => {
  const repository = drawn({ reviews: [approval()] });
  repository.pull(8, { title: "G-LIN-FL anew", headSha: SECOND });
  expect([gate(repository, 7), gate(repository, 8)]).toEqual(["✅", "⬜"]);
});
