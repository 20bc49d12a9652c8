import { describe, expect, test } from "vitest";
import { TestRepository } from "./repository.ts";

const assignment = (repository: TestRepository, id: string) =>
  repository.files.get(`assignments/${id}.yml`) ?? "";

describe("a claim", () => {
  test("makes a file, renders the tracker, and says what comes next", () => {
    const repository = new TestRepository({
      ".github/diagram-tracker.yml": "claims: { welcome: false }\n",
    });
    expect(repository.comment("ada", "/claim g-lin-fl")).toBe(
      "@ada **G-LIN-FL** Flow Diagram: it is yours until 2026-12-08. Next: open a pull request with `G-LIN-FL` in its title. I will move it to Review.",
    );
    expect(assignment(repository, "G-LIN-FL")).toContain("assignee: ada");
    expect(repository.files.get("TRACKER.md")).toContain("| G-LIN-FL | Flow Diagram | 🟦 In Progress |");
  });

  test("of a diagram that somebody holds is refused with who, until when, and what is free beside it", () => {
    const repository = new TestRepository();
    repository.comment("ada", "/claim G-LIN-FL");
    const before = new Map(repository.files);
    expect(repository.comment("grace", "/claim G-LIN-FL")).toBe(
      "@grace **G-LIN-FL** Flow Diagram: **ada** holds it until 2026-12-08. Still free in the same group: `G-LIN-SQ`, " +
        "`G-LIN-ST`, and `G-LIN-FA`. Or let `/claim next` choose. `/wait G-LIN-FL` puts you in the line for it.",
    );
    expect(repository.files).toEqual(before);
  });

  test("by the holder is answered with the present state", () => {
    const repository = new TestRepository();
    repository.comment("ada", "/claim G-LIN-FL");
    expect(repository.comment("Ada", "/claim G-LIN-FL")).toContain("it is already yours until 2026-12-08");
  });

  test("in the same batch by two people has one holder, the first, and one refusal", () => {
    const repository = new TestRepository();
    const second = repository.commentEvent("grace", "/claim G-LIN-FL", { at: "2026-11-24T10:00:05Z" });
    const first = repository.commentEvent("ada", "/claim G-LIN-FL", { at: "2026-11-24T10:00:01Z" });
    const plan = repository.hear([second, first]);
    expect(assignment(repository, "G-LIN-FL")).toContain("assignee: ada");
    expect(plan.replies).toHaveLength(1);
    expect(plan.replies[0]?.answers).toEqual([first.key, second.key]);
    expect(plan.replies[0]?.body).toContain("@grace **G-LIN-FL** Flow Diagram: **ada** holds it");
  });

  test("beyond the limit is refused; what is in review does not count", () => {
    const repository = new TestRepository({ ".github/diagram-tracker.yml": "claims:\n  limit: 1\n" });
    repository.comment("ada", "/claim G-LIN-FL");
    expect(repository.comment("ada", "/claim G-LIN-SQ")).toContain(
      "you already hold 1 diagram (`G-LIN-FL`), and one person may hold at most 1",
    );
    repository.pull(7, { title: "G-LIN-FL" });
    expect(repository.comment("ada", "/claim G-LIN-SQ")).toContain("it is yours until");
  });

  test("of next takes the phases' order", () => {
    const repository = new TestRepository();
    expect(repository.comment("ada", "/claim next 2")).toContain(
      "For each of **G-SEQ-FL** and **G-SEQ-SQ**: it is yours",
    );
  });

  test("of a whole group takes what the limit allows and refuses the rest", () => {
    const repository = new TestRepository();
    const reply = repository.comment("ada", "/claim G-LIN-*");
    expect(reply).toContain(
      "For each of **G-LIN-FL**, **G-LIN-SQ**, and **G-LIN-ST**: it is yours until 2026-12-08. Next: open a pull request with `ID` in its title.",
    );
    expect(reply.match(/one person may hold at most 3/g)).toHaveLength(1);
  });

  test("may bring a due date and a source", () => {
    const repository = new TestRepository();
    repository.comment("ada", "/claim G-LIN-FL due 2026-12-01 source https://etcd.io/docs/");
    expect(assignment(repository, "G-LIN-FL")).toContain("due_date: 2026-12-01");
    expect(assignment(repository, "G-LIN-FL")).toContain("- url: https://etcd.io/docs/");
    expect(repository.comment("bob", "/claim G-LIN-SQ due 2027-12-01")).toContain(
      "The latest day that you can choose is 2026-12-08",
    );
    expect(assignment(repository, "G-LIN-SQ")).toBe("");
  });

  test("after a release keeps the due date of the first claim", () => {
    const repository = new TestRepository();
    repository.comment("ada", "/claim G-LIN-FL");
    repository.now = "2026-12-01T10:00:00Z";
    repository.comment("ada", "/release G-LIN-FL");
    expect(repository.comment("ada", "/claim G-LIN-FL")).toContain(
      "until 2026-12-08. You gave it back on 2026-12-01, so your earlier claim goes on, with its due date.",
    );
    repository.comment("ada", "/release G-LIN-FL");
    expect(repository.comment("bob", "/claim G-LIN-FL")).toContain("until 2026-12-15.");
  });

  test("without an ID means the diagram of the title, where that names exactly one", () => {
    const repository = new TestRepository();
    expect(repository.comment("ada", "/claim", { title: "G-LIN-ST: state machine" })).toContain(
      "**G-LIN-ST**",
    );
    expect(repository.comment("bob", "/claim", { title: "G-LIN-FL and G-LIN-SQ" })).toContain(
      "I do not know which diagram you mean",
    );
  });

  test("with a typo gets a suggestion", () => {
    const repository = new TestRepository();
    expect(repository.comment("ada", "/claim G-LIN-FX")).toBe(
      "@ada `G-LIN-FX` is not in the catalog. Did you mean `G-LIN-FL`?",
    );
    expect(repository.comment("ada", "/claim G-LYN-*")).toContain("Did you mean `G-LIN-*`?");
    expect(repository.comment("ada", "/clam G-LIN-FL")).toBe(
      "@ada `/clam`: there is no such command. Did you mean `/claim`?",
    );
  });

  test("round robins the reviewers, never the claimant", () => {
    const repository = new TestRepository({
      ".github/diagram-tracker.yml": "reviewers: [ada, grace, linus]\n",
    });
    expect(repository.comment("ada", "/claim G-LIN-FL")).toContain("**grace** will be asked to review it.");
    expect(repository.comment("ada", "/claim G-LIN-SQ")).toContain("**linus** will be asked to review it.");
  });
});

describe("comments that are not for us", () => {
  test.each([
    ["prose", "I would like G-LIN-FL"],
    ["another bot's command", "/lgtm\n/hold"],
    ["a command in a quote", "> /claim G-LIN-FL"],
  ])("%s gets no answer", (_name, body) => {
    const repository = new TestRepository();
    expect(repository.comment("ada", body)).toBe("");
    expect([...repository.files.keys()].filter((path) => path.startsWith("assignments/"))).toEqual([]);
  });
});

describe("an edited comment runs only what the edit added", () => {
  test.each([
    ["another ID", "/claim G-LIN-FL", "/claim G-LIN-FL G-LIN-SQ", ["G-LIN-SQ"]],
    ["another line", "/claim G-LIN-FL", "/claim G-LIN-FL\n/claim G-LIN-SQ", ["G-LIN-SQ"]],
    ["prose only", "/claim G-LIN-FL", "Thanks!\n\n/claim G-LIN-FL", []],
    ["a typo mended", "/claim G-LIN-FX", "/claim G-LIN-FL", ["G-LIN-FL"]],
    ["a word behind it", "/claim next plase", "/claim next please", []],
    ["a date behind it", "/claim G-LIN-FL", "/claim G-LIN-FL due +3 please", ["G-LIN-FL"]],
    ["a command that was in a quote", "> /claim G-LIN-FL", "/claim G-LIN-FL", ["G-LIN-FL"]],
  ])("%s", (_name, previousBody, body, claimed) => {
    const repository = new TestRepository();
    repository.comment("ada", body, { previousBody });
    const files = [...repository.files.keys()].filter((path) => path.startsWith("assignments/"));
    expect(files).toEqual(claimed.map((id) => `assignments/${id}.yml`));
  });
});

describe("limits", () => {
  test("500 IDs in one command are refused whole", () => {
    const many = Array.from({ length: 500 }, (_, index) => `X-Y-${index}`).join(" ");
    expect(new TestRepository().comment("ada", `/claim ${many}`)).toContain(
      "this names 500 diagrams, and one command takes at most 50",
    );
  });

  test("more than 20 commands in one comment are refused whole", () => {
    const repository = new TestRepository();
    const body = Array.from({ length: 21 }, () => "/claim G-LIN-FL").join("\n");
    expect(repository.comment("ada", body)).toBe(
      "@ada\n\nThis comment has 21 commands, and I run at most 20 at a time, so I ran none. Split it into several comments.",
    );
    expect(assignment(repository, "G-LIN-FL")).toBe("");
  });
});

describe("roles", () => {
  test("only maintainers assign; they may go beyond the limit and take from a holder", () => {
    const repository = new TestRepository();
    repository.comment("ada", "/claim G-LIN-FL");
    expect(repository.comment("bob", "/assign G-LIN-FL @bob")).toContain(
      "only maintainers can do this: people with `maintain` permission",
    );
    repository.permissions.set("root", "maintain");
    expect(repository.comment("root", "/assign G-LIN-FL @bob")).toContain(
      "bob holds it until 2026-12-08 instead of ada.",
    );
  });

  test("a release of somebody else's claim is a maintainer's", () => {
    const repository = new TestRepository();
    repository.comment("ada", "/claim G-LIN-FL");
    expect(repository.comment("bob", "/release G-LIN-FL")).toContain(
      "only they or a maintainer can release it",
    );
    repository.permissions.set("root", "admin");
    expect(repository.comment("root", "/release G-LIN-FL")).toContain(
      "**ada** no longer holds it; it is free again",
    );
  });

  test("somebody who is listed needs no permission; somebody who is blocked gets nothing", () => {
    const config = "roles:\n  maintainers:\n    users: [Root]\nblocked: [mallory]\n";
    const repository = new TestRepository({ ".github/diagram-tracker.yml": config });
    expect(repository.comment("root", "/assign G-LIN-FL @ada")).toContain("ada holds it");
    expect(repository.comment("Mallory", "/claim G-LIN-SQ")).toContain("block list");
    expect(repository.comment("root", "/assign G-LIN-SQ @mallory")).toContain("block list");
  });
});

describe("dates and sources", () => {
  test("the holder may put the date off within bounds, and a maintainer beyond", () => {
    const repository = new TestRepository();
    repository.comment("ada", "/claim G-LIN-FL due +3");
    expect(repository.comment("ada", "/due G-LIN-FL +10")).toContain(
      "it is now due on 2026-12-04. You can move the date once more.",
    );
    expect(repository.comment("ada", "/due G-LIN-FL +12")).toContain("You cannot move the date again.");
    expect(repository.comment("ada", "/due G-LIN-FL +13")).toContain("already moved its due date 2 times");
    expect(repository.comment("ada", "/due G-LIN-FL +30")).toContain(
      "The latest day that you can choose is 2026-12-08",
    );
    repository.permissions.set("root", "maintain");
    expect(repository.comment("root", "/due G-LIN-FL +30")).toContain("it is now due on 2026-12-24.");
    expect(repository.comment("ada", "/due G-LIN-FL +7")).toBe(
      "@ada **G-LIN-FL** Flow Diagram: it is due on 2026-12-24, which is later than 2026-12-01. Nothing was changed. " +
        "Days after a + count from today. Ask again when that day is nearer.",
    );
    expect(repository.comment("bob", "/due G-LIN-FL +1")).toContain(
      "only they or a maintainer can move its due date",
    );
  });

  test("what is missing is asked for with the ID that was typed", () => {
    const repository = new TestRepository();
    expect(repository.comment("ada", "/due g-seq-fl tomorrow")).toContain(
      "it has no date. Write `/due G-SEQ-FL +7` for seven days from today, or a date as YYYY-MM-DD.",
    );
    expect(repository.comment("ada", "/source G-SEQ-FL ftp://a.org")).toContain(
      "it has no address that begins with `https://` or `http://`. Write `/source G-SEQ-FL https://…`.",
    );
    repository.permissions.set("root", "maintain");
    expect(repository.comment("root", "/assign G-SEQ-FL ada")).toContain(
      "Write the person with an @, for instance `/assign G-SEQ-FL @ada`.",
    );
  });

  test("anybody adds sources, also to a free diagram, and each is kept once", () => {
    const repository = new TestRepository();
    expect(repository.comment("bob", "/source G-LIN-FL https://a.org https://b.org")).toContain(
      "I added 2 sources to its file",
    );
    expect(repository.comment("bob", "/source G-LIN-FL https://a.org")).toContain("already in its file");
    expect(assignment(repository, "G-LIN-FL")).toContain("status: pending");
    expect(repository.comment("bob", "/source G-LIN-FL")).toContain("it has no address");
  });
});

describe("questions", () => {
  test("/status shows a selection, and the whole campaign alone", () => {
    const repository = new TestRepository();
    repository.comment("ada", "/claim G-LIN-FL");
    expect(repository.comment("bob", "/status G-LIN-FL")).toContain(
      "| `G-LIN-FL` | Flow Diagram | 🟦 In Progress | ada | 2026-12-08 | - | - |",
    );
    expect(repository.comment("bob", "/status @ada")).toContain("G-LIN-FL");
    expect(repository.comment("bob", "/status in progress")).toContain("G-LIN-FL");
    expect(repository.comment("bob", "/status")).toContain(
      "| **TOTAL** | **12** | **0** | **1** | **11** | **0%** |",
    );
  });

  test("a second command on a line is not dropped in silence", () => {
    const repository = new TestRepository();
    const reply = repository.comment("ada", "/claim G-LIN-FL /claim G-LIN-SQ then /status");
    expect(reply).toContain(
      "- `/claim`: I read one command on each line. Write this one on a line of its own.",
    );
    expect(repository.comment("bob", "/next 1 /help")).toContain("- `/help`: I read one command");
    for (const body of [
      "/override G-LIN-FL see /claim of ada",
      "/pause until /resume",
      "/next 1 at /usr /bin/claim",
    ]) {
      expect(repository.comment("maria", body) ?? "").not.toContain("one command on each line");
    }
  });

  test("/next and /help answer from the same data that the commands use", () => {
    const repository = new TestRepository();
    expect(repository.comment("bob", "/next 1")).toContain(
      "- `G-SEQ-FL` Flow Diagram (Sequential Consistency)",
    );
    expect(repository.comment("bob", "/next 0")).toContain("Write a number from 1 to 25");
    expect(repository.comment("bob", "/claim next 0")).toContain(
      '"0" asks for no diagram. Nothing was changed.',
    );
    expect(repository.comment("bob", "/help")).toContain(
      "| `/claim ID… or next [N] [of GROUP], with due DATE, source URL` |",
    );
  });
});

describe("files that cannot be read", () => {
  test("a broken assignment file stops only its own diagram", () => {
    const repository = new TestRepository({ "assignments/G-LIN-FL.yml": "assignment:\n  diagram_id: [\n" });
    const reply = repository.comment("ada", "/claim G-LIN-FL G-LIN-SQ");
    expect(reply).toContain("I cannot read its file");
    expect(reply).toContain("`assignments/G-LIN-FL.yml:2:15`");
    expect(reply).toContain("**G-LIN-SQ** Sequence: it is yours");
    expect(repository.files.get("assignments/G-LIN-FL.yml")).toBe("assignment:\n  diagram_id: [\n");
  });

  test("a broken catalog file leaves what the tracker says of it, and what the other files name goes on", () => {
    const repository = new TestRepository({
      "catalog/zz.yml":
        "categories:\n  - { name: Z, planned: 2, groups: [{ key: Z1, name: Zed, planned: 2, diagrams: { Z-Z: Zed } }] }\n",
    });
    repository.comment("ada", "/claim G-LIN-FL Z-Z");
    repository.files.set("catalog/zz.yml", "categories: [");
    const reply = repository.comment("bob", "/claim Z-Z");
    expect(reply).toContain("I cannot find `Z-Z`");
    expect(reply).toContain("`catalog/zz.yml:1:13`");
    expect(repository.comment("ada", "/claim G-LIN-SQ")).toContain("it is yours");
    const tracker = repository.files.get("TRACKER.md");
    expect(tracker).toContain("| **Z** | 2 | 0 | 1 | 1 | 0% |");
    expect(tracker).toContain("| **TOTAL** | **14** | **0** | **3** | **11** | **0%** |");
    expect(tracker).toContain("| Z-Z | Zed | 🟦 In Progress |");
    expect(assignment(repository, "Z-Z")).toContain("assignee: ada");
    expect(assignment(repository, "G-LIN-SQ")).toContain("assignee: ada");
  });

  test("a broken configuration refuses commands with its place, and changes nothing", () => {
    const repository = new TestRepository({ ".github/diagram-tracker.yml": "claims:\n  limmit: 1\n" });
    expect(repository.comment("ada", "/claim G-LIN-FL")).toContain(
      "`.github/diagram-tracker.yml:2:3`: Unknown key",
    );
    expect(repository.files.has("assignments/G-LIN-FL.yml")).toBe(false);
  });
});

test("a slip in a command's name is answered where the line names a diagram", () => {
  const repository = new TestRepository();
  expect(repository.comment("ada", "/calim G-LIN-FL")).toBe(
    "@ada `/calim`: there is no such command. Did you mean `/claim`?",
  );
});

describe("/status", () => {
  test("of @me is that of the person who asks", () => {
    const repository = new TestRepository();
    expect(repository.comment("ada", "/status @me")).toContain(
      "No diagram right now. `/next` shows which are free.",
    );
    repository.comment("ada", "/claim G-LIN-FL");
    expect(repository.comment("ada", "/status @me")).toContain(
      "| `G-LIN-FL` | Flow Diagram | 🟦 In Progress |",
    );
  });

  test("of something unknown says where the names are", () => {
    const repository = new TestRepository();
    expect(repository.comment("ada", "/status everything")).toMatch(
      /`everything` is no diagram.+ `\/status` alone shows the whole campaign, and \[the tracker\]\(/,
    );
  });
});
