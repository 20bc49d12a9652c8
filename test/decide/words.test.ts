import { describe, expect, test } from "vitest";
import type { CommentEvent } from "../../src/facts/event.ts";
import { plainPunctuation } from "../../src/facts/readable-text.ts";
import { TestRepository } from "./repository.ts";

/** Who holds what after a comment, and what was answered. */
function said(body: string, more: Partial<CommentEvent> = {}, before: readonly string[] = []) {
  const repository = new TestRepository();
  for (const claim of before) repository.comment("ada", claim);
  const reply = repository.comment("ada", body, more);
  const held = [...repository.files].flatMap(([path, text]) =>
    path.startsWith("assignments/") && text.includes("\n  assignee: ada") ? [path.slice(12, -4)] : [],
  );
  return { held: held.sort(), reply };
}
const ON_SQ = { title: "G-LIN-SQ: Sequence" };

describe("a command is what people see", () => {
  test.each([
    ["U+200B behind the ID", "/claim G-LIN-FL\u200b"],
    ["U+200B behind the command", "/claim\u200b G-LIN-FL"],
    ["U+200B within both", "/cl\u200baim G-L\u200bIN-FL"],
    ["U+FEFF before the slash", "\ufeff/claim G-LIN-FL"],
    ["U+00A0 before the slash", "\u00a0/claim G-LIN-FL"],
    ["many U+00A0 before the slash", "\u00a0\u00a0\u00a0\u00a0\u00a0/claim G-LIN-FL"],
    ["U+00A0 between", "/claim\u00a0G-LIN-FL"],
    ["an ideographic space between", "/claim\u3000G-LIN-FL"],
    ["a filler that looks like a space", "/claim\u3164G-LIN-FL"],
    ["a soft hyphen", "/claim G-LIN\u00ad-FL"],
    ["a mark of direction", "/claim \u200eG-LIN-FL\u200f"],
    ["isolates, as chats paste them", "/claim \u2066G-LIN-FL\u2069"],
    ["a word joiner and a selector", "/claim G-LIN-FL\u2060\ufe0f"],
    ["a control character", "/claim G-LIN-FL\u0007"],
    ["smart quotes", "/claim “G-LIN-FL”"],
    ["other quotes", "/claim «G-LIN-FL» "],
    ["low quotes", "/claim „G-LIN-FL“"],
    ["an emoji glued to the ID", "/claim G-LIN-FL🎉"],
    ["an emoji before the ID", "/claim 🙏🏽G-LIN-FL"],
    ["an emoji glued to the command", "/claim🎉 G-LIN-FL"],
    ["smart dashes", "/claim G–LIN—FL"],
    ["a hyphen that does not break", "/claim G\u2011LIN\u2011FL"],
    ["a minus sign", "/claim G\u2212LIN\u2212FL"],
    ["full width", "／ｃｌａｉｍ Ｇ－ＬＩＮ－ＦＬ"],
    ["a colon", "/claim: G-LIN-FL"],
    ["a comma", "/claim, G-LIN-FL"],
    ["a colon without a space", "/claim:G-LIN-FL"],
    ["a full stop", "/claim. G-LIN-FL"],
    ["an exclamation mark", "/claim! G-LIN-FL"],
    ["a dash", "/claim - G-LIN-FL"],
    ["a full-width colon", "/claim：G-LIN-FL"],
    ["brackets", "/claim (G-LIN-FL)"],
    ["bold", "/claim **G-LIN-FL**"],
    ["a link", "/claim [G-LIN-FL](https://github.com/atlas/diagrams/blob/main/TRACKER.md)"],
    ["a link around code", "/claim [`G-LIN-FL`](https://example.org/G-LIN-SQ)"],
    ["a tag", "/claim <b>G-LIN-FL</b>"],
    ["an entity for a blank", "/claim&nbsp;G-LIN-FL"],
    ["escapes of an editor", "/claim G\\-LIN\\-FL"],
    ["a hash", "/claim #G-LIN-FL"],
    ["the ID on the next line", "/claim\nG-LIN-FL"],
    ["the ID below a blank line", "/claim:\n\nG-LIN-FL"],
    ["the ID far below", "/claim\n\n\nG-LIN-FL"],
    ["the ID in a list", "/claim\n- G-LIN-FL"],
    ["the ID in code on the next line", "/claim please\n`G-LIN-FL`"],
  ])("%s", (_name, body) => {
    expect(said(body).held).toEqual(["G-LIN-FL"]);
    expect(said(body, ON_SQ).held).toEqual(["G-LIN-FL"]);
  });

  test("a group that an editor escaped is that group", () => {
    expect(said("/claim G-SEQ-\\*").held).toEqual(["G-SEQ-FL", "G-SEQ-SQ"]);
    expect(said("/claim **G-SEQ-***").held).toEqual(["G-SEQ-FL", "G-SEQ-SQ"]);
  });

  test("several IDs below the command are all meant", () => {
    expect(said("/claim\n- G-LIN-FL\n- `G-LIN-ST`\n\nThank you!", ON_SQ).held).toEqual([
      "G-LIN-FL",
      "G-LIN-ST",
    ]);
  });
});

describe("what nobody sees, or somebody else said, is not read", () => {
  test.each([
    [
      "below the header of a mail",
      "Sounds good to me!\n\nSent from my phone\n\nFrom: Bob <bob@example.org>\nSent: Tuesday, 24 November 2026 10:00\n" +
        "Subject: Re: [atlas/diagrams] Who takes what? (#1)\n\n/claim G-LIN-FL",
    ],
    [
      "below its German header",
      "Gut!\n\nVon: Bob\nGesendet: Dienstag, 24. November\nAn: Ada\nBetreff: Re: Wer?\n\n/claim G-LIN-FL",
    ],
    ["below its bold header", "Ok\n\n**From:** Bob\n**To:** Ada\n\n/claim G-LIN-FL"],
    [
      "below a line that says who wrote",
      "Fine\n\nOn Tue, 24 Nov 2026 at 10:00, Bob <bob@example.org> wrote:\n\n/claim G-LIN-FL",
    ],
    [
      "below one that is broken",
      "Fine\n\nOn Tue, 24 Nov 2026 at 10:00 AM, Bob the Builder\n<notifications@github.com> wrote:\n\n/claim G-LIN-FL",
    ],
    ["below one without an address", "Fine\n\nOn 24 Nov 2026, at 10:00, Bob wrote:\n/claim G-LIN-FL"],
    ["below a French one", "Oui\n\nLe mar. 24 nov. 2026 à 10:00, Bob a écrit :\n\n/claim G-LIN-FL"],
    [
      "below a German one",
      "Ja\n\nAm 24.11.2026 um 10:00 schrieb Bob:\nAm Di., 24. Nov. 2026 um 10:00 Uhr schrieb Bob <b@x.org>:\n\n/claim G-LIN-FL",
    ],
    ["below a German one without an address", "Ja\n\nAm 24.11.2026 um 10:00 schrieb Bob:\n/claim G-LIN-FL"],
    ["below a rule of a mail programme", "+1\n\n-----Original Message-----\n/claim G-LIN-FL"],
    ["below what is forwarded", "fyi\n\nBegin forwarded message:\n\n/claim G-LIN-FL"],
    ["in a quote", "> /claim G-LIN-FL"],
    ["in a quote behind an invisible character", "> \u200b/claim G-LIN-FL"],
    ["in a comment", "<!-- /claim G-LIN-FL -->"],
    ["in a comment that goes on", "text <!--\n/claim G-LIN-FL\n-->"],
  ])("%s", (_name, body) => {
    expect(said(body)).toEqual({ held: [], reply: "" });
  });

  test("an ID in a comment, an image or an attribute is not taken", () => {
    expect(said("/claim G-LIN-FL <!-- G-LIN-SQ -->").held).toEqual(["G-LIN-FL"]);
    expect(said("/claim G-LIN-FL <!--\nG-LIN-SQ -->").held).toEqual(["G-LIN-FL"]);
    expect(said('/claim G-LIN-FL <span title="G-LIN-SQ">now</span>').held).toEqual(["G-LIN-FL"]);
    expect(said("/claim G-LIN-FL ![G-LIN-SQ](https://example.org/x.png)").held).toEqual(["G-LIN-FL"]);
    expect(said('/claim [G-LIN-FL](https://example.org "G-LIN-SQ")').held).toEqual(["G-LIN-FL"]);
  });

  test("a command above the mail is read", () => {
    const mail = "\n\nOn Tue, 24 Nov 2026 at 10:00, Bob <bob@example.org> wrote:\n> hello\n/claim G-LIN-SQ";
    expect(said(`/claim G-LIN-FL${mail}`).held).toEqual(["G-LIN-FL"]);
  });

  test("words that only begin like a header are words", () => {
    expect(said("From: here on I work alone\n\n/claim G-LIN-FL").held).toEqual(["G-LIN-FL"]);
    expect(said("Bob wrote:\n\n/claim G-LIN-FL").held).toEqual(["G-LIN-FL"]);
  });
});

describe("what is not clear is asked, and nothing is changed", () => {
  test.each([
    ["a Greek letter in the ID", "/claim G-L\u0399N-FL", "Did you mean `G-LIN-FL`?"],
    ["a Cyrillic letter in the ID", "/claim G-LIN-F\u216c", "is no diagram ID"],
    ["a Cyrillic letter in the command", "/\u0441laim G-LIN-FL", "Did you mean `/claim`?"],
    ["an accent in the ID", "/claim G-LÍN-FL", "Did you mean `G-LIN-FL`?"],
    ["letters of an alphabet that is not like ours", "/claim Г-ЛИН-ФЛ", "is no diagram ID"],
    ["a small letter of another alphabet in the ID", "/claim g-li\u043f-fl", "is no diagram ID"],
    ["a word that only looks like not", "/claim G-LIN-FL n\u043et G-LIN-ST", "looks like `not`"],
    ["one that only looks like next", "/claim n\u0435xt", "looks like `next`"],
    ["one with a zero", "/claim G-LIN-FL f0r @bob", "looks like `for`"],
    [
      "not, before what only looks like an ID",
      "/claim G-LIN-FL not G-L\u0399N-ST",
      "I cannot leave diagrams out",
    ],
    ["a login of another alphabet", "/claim G-LIN-FL for @b\u043eb", "Did you mean `@bob`?"],
    ["somebody who cannot be called so", "/claim G-LIN-FL for @мария", "is no GitHub login"],
    ["a team", "/claim G-LIN-FL for @atlas/drawers", "is no GitHub login"],
    ["a date with a letter", "/claim G-LIN-FL 2026-12-O3", "looks like `2026-12-03`"],
    ["a raised number", "/claim next ² of G-LIN-*", "looks like `2`"],
    ["a one in the command", "/c1aim next", "Did you mean `/claim`?"],
    ["a capital I in the command", "/cIaim", "Did you mean `/claim`?"],
    ["a letter of Armenian in the command", "/clai\u0574 next", "Did you mean `/claim`?"],
    ["a numeral that is drawn like a letter in the command", "/\u217dlaim", "Did you mean `/claim`?"],
    ["IDs that are glued", "/claim G-LIN-FL/G-LIN-ST", "Write every ID by itself"],
    ["a command and an ID that are glued", "/claim\u200bG-LIN-FL", "Did you mean `/claim G-LIN-FL`?"],
    ["a command and an ID that a dash joins", "/claim–G-LIN-FL", "Did you mean `/claim G-LIN-FL`?"],
    ["a line that runs from right to left", "/claim \u202eLF-NIL-G", "reverses the text"],
    ["one that hides there", "\u202e/claim G-LIN-FL", "reverses the text"],
    ["the ID on the next line, in prose", "/claim\nG-LIN-FL is the one I like", "on the next line"],
    ["the ID on the next line, in code", "/claim\n```\nG-LIN-FL\n```", "on the next line"],
    ["the ID on the next line, in a quote", "/claim\n\n> G-LIN-FL", "on the next line"],
    ["the ID on the next line, as a box", "/claim\n- [ ] G-LIN-FL", "on the next line"],
    ["not", "/claim G-LIN-FL but not G-LIN-ST", "I cannot leave diagrams out"],
    ["except", "/claim G-LIN-* except G-LIN-ST", "I cannot leave diagrams out"],
    ["without naming an ID", "/claim G-LIN-* except the last one", "I cannot leave diagrams out"],
    ["excluding", "/claim all of G-SEQ-* excluding G-SEQ-SQ", "I cannot leave diagrams out"],
    ["n't", "/claim G-LIN-FL, don’t give me G-LIN-ST", "I cannot leave diagrams out"],
    ["instead of", "/claim G-LIN-FL instead of G-LIN-ST", "I cannot leave diagrams out"],
    ["struck", "/claim G-LIN-FL ~~G-LIN-ST~~", "I cannot leave diagrams out"],
    ["struck by a tag", "/claim G-LIN-FL <del>G-LIN-ST</del>", "I cannot leave diagrams out"],
    ["a minus sign before the ID", "/claim G-LIN-* -G-LIN-ST", "I cannot leave diagrams out"],
    ["for somebody else", "/claim G-LIN-FL for @bob", "`/assign G-LIN-FL @bob`"],
    ["with somebody else's name behind it", "/claim G-LIN-FL @bob", "`/assign G-LIN-FL @bob`"],
    ["some of a group that is none", "/claim next 2 of Nowhere", "is no diagram, group"],
    ["choosing for another command", "/release next 1 of G-LIN-*", "only `/claim` can choose"],
  ])("%s", (_name, body, words) => {
    const { held, reply } = said(body, ON_SQ);
    expect(held).toEqual([]);
    expect(reply).toContain(words);
  });

  test.each([
    "für mich, né à Rīga, nó, één",
    "please; IT-отдел знает, спасибо @Jürgen",
    "о том же, но не сейчас",
    "because I/O is what I do; oil, lot, lo and behold",
  ])("words of other languages are words: %s", (words) => {
    expect(said(`/claim G-LIN-FL ${words}`).held).toEqual(["G-LIN-FL"]);
  });

  test("a prefix that only looks like the campaign's is answered", () => {
    const repository = new TestRepository({ ".github/diagram-tracker.yml": "commands: { prefix: dt }\n" });
    expect(repository.comment("ada", "/d\u03c4 claim G-LIN-FL")).toContain("Did you mean `/dt`?");
  });

  test("a reason that begins with what may be an ID is none, whatever the pull request carries", () => {
    for (const typed of ["G-L\u0399N-FL", "g-li\u043f-fl", "G-LÍN-FL"]) {
      const repository = new TestRepository();
      repository.permissions.set("maria", "maintain");
      repository.pull(7, { title: "G-LIN-FL G-LIN-ST", author: "ada" });
      const on = { thread: 7, onPullRequest: true };
      expect(repository.comment("maria", `/override ${typed} too new`, on)).toContain("is no diagram ID");
      expect([...repository.files.values()].join(), typed).not.toContain("overrides:");
      repository.comment("maria", "/override G\\-LIN\\-FL&nbsp;too *new*", on);
      expect(repository.files.get("assignments/G-LIN-FL.yml")).toContain("reason: too *new*");
      expect(repository.files.get("assignments/G-LIN-ST.yml")).not.toContain("overrides:");
    }
  });

  test("for oneself, and with thanks to somebody, is a claim", () => {
    expect(said("/claim G-LIN-FL for @Ada").held).toEqual(["G-LIN-FL"]);
    expect(said("/claim G-LIN-FL please, thanks @bob").held).toEqual(["G-LIN-FL"]);
  });

  test("a word of doubt without an ID behind it changes nothing", () => {
    expect(said("/claim G-LIN-FL I am not sure about the rest").held).toEqual(["G-LIN-FL"]);
  });
});

test.each([
  ["of another script", "٢٠٢٦-١٢-٠٣"],
  ["that are full width", "２０２６－１２－０３"],
  ["that are bold", "𝟐𝟎𝟐𝟔-𝟏𝟐-𝟎𝟑"],
  ["days from today, with a small plus", "﹢९"],
])("a date may have digits %s", (_name, typed) => {
  const repository = new TestRepository();
  repository.comment("ada", `/claim G-LIN-FL due ${typed}`);
  expect(repository.files.get("assignments/G-LIN-FL.yml")).toContain("due_date: 2026-12-03\n");
});

test("the digits of every script are told by their places", () => {
  const all = Array.from({ length: 0x1ffff }, (_, code) => String.fromCodePoint(code)).filter((one) =>
    /\p{Nd}/u.test(one),
  );
  expect(all.length % 10).toBe(0);
  expect(all.map(plainPunctuation).join("")).toBe("0123456789".repeat(all.length / 10));
});

describe("next", () => {
  test.each([
    ["N of a group", "/claim next 1 of G-SEQ-*", ["G-SEQ-FL"]],
    ["of a group", "/claim next of G-LIN-*", ["G-LIN-FL"]],
    ["N from a group", "/claim next 2 from G-LIN-*", ["G-LIN-FL", "G-LIN-SQ"]],
    ["N in a group by its key", "/claim next 2 in G01", ["G-LIN-FL", "G-LIN-SQ"]],
    ["N of a group by its name", "/claim next 1 of Linearizability", ["G-LIN-FL"]],
    ["of a phase", "/claim next 1 of phase 1", ["G-SEQ-FL"]],
    ["N and the group, without of", "/claim next 1 G-LIN-*", ["G-LIN-FL"]],
    ["a number in words", "/claim next one of G-LIN-*", ["G-LIN-FL"]],
    ["N of, without next", "/claim 1 of G-LIN-*", ["G-LIN-FL"]],
    ["any of", "/claim any of G-LIN-*", ["G-LIN-FL"]],
    ["N", "/claim next 2", ["G-SEQ-FL", "G-SEQ-SQ"]],
  ])("%s", (_name, body, held) => {
    expect(said(body).held).toEqual(held);
  });

  test("behind IDs it is a word like any other", () => {
    expect(said("/claim G-LIN-FL, next week I begin").held).toEqual(["G-LIN-FL"]);
  });

  test("in a group without a free one says so", () => {
    expect(said("/claim next 1 of G-SEQ-*", {}, ["/claim G-SEQ-*"]).reply).toContain(
      "none of these diagrams is free",
    );
  });

  test("beyond the limit takes what the limit allows, and says the rest once", () => {
    const { held, reply } = said("/claim next 50");
    expect(held).toHaveLength(3);
    expect(reply.match(/one person may hold at most 3/g)).toHaveLength(1);
    expect(reply).toContain("**G-LIN-SQ**, **G-LIN-ST**, and **G-LIN-FA**: you already hold 3 diagrams");
  });
});

test("a question reads an ID as a command does", () => {
  expect(said("/status “G-LIN-FL”").reply).toContain("**G-LIN-FL Flow Diagram**");
});

test("what is offered is free after the whole comment", () => {
  const repository = new TestRepository();
  repository.comment("bob", "/claim G-LIN-FL");
  expect(repository.comment("ada", "/claim G-LIN-*")).not.toContain("Still free");
});

describe("other words for a command, and what takes it back", () => {
  test.each(["/unclaim G-LIN-FL", "/unassign G-LIN-FL", "/drop G-LIN-FL", "/Unclaim: g-lin-fl"])(
    "%s is a release",
    (body) => {
      expect(said(body, {}, ["/claim G-LIN-FL"]).held).toEqual([]);
    },
  );

  test.each([
    ["/unverify G-LIN-FL", "dismiss the approving review"],
    ["/unverfy G-LIN-FL", "dismiss the approving review"],
    ["/disclaim G-LIN-FL", "`/release` gives back"],
    ["/uncomplete G-LIN-FL", "`/reopen`"],
    ["/unreview G-LIN-FL", "`/start`"],
    ["/undue G-LIN-FL", "`/due ID DATE`"],
    ["/unstatus G-LIN-FL", "there is no such command. `/help` shows all commands."],
  ])("%s is never answered with the contrary", (body, words) => {
    const { reply } = said(body);
    expect(reply).toContain(words);
    expect(reply).not.toContain("Did you mean");
  });

  test.each([
    ["/clam G-LIN-FL", "Did you mean `/claim`?"],
    ["/uncliam G-LIN-FL", "Did you mean `/unclaim`?"],
  ])("%s is a slip", (body, words) => {
    expect(said(body).reply).toContain(words);
  });

  test.each(["/usr/bin/env G-LIN-FL", "/status.json G-LIN-FL", "/release-note G-LIN-FL", "/lgtm G-LIN-FL"])(
    "%s is somebody else's",
    (body) => {
      expect(said(body)).toEqual({ held: [], reply: "" });
    },
  );
});

describe("an address", () => {
  const RAFT = "https://en.wikipedia.org/wiki/Raft_(algorithm)";
  test.each([
    ["with brackets of its own", RAFT],
    ["at the end of a sentence", `${RAFT}.`],
    ["in brackets", `(${RAFT})`],
    ["in brackets, at the end of a sentence", `(see) (${RAFT}).`],
    ["as a link", `[Raft](${RAFT})`],
    ["as a link with a title", `[Raft](${RAFT} "The paper")`],
    ["in backticks", `\`${RAFT}\``],
    ["in angle brackets", `<${RAFT}>`],
    ["in bold", `**${RAFT}**`],
    ["in smart quotes", `“${RAFT}”`],
    ["before a comma", `${RAFT}, thanks`],
    ["escaped by an editor", "https://en.wikipedia.org/wiki/Raft\\_(algorithm)"],
    ["with an invisible character", "https://en.wikipedia.org/wiki/\u200bRaft_(algorithm)\u200b"],
  ])("%s is kept whole", (_name, typed) => {
    const repository = new TestRepository();
    repository.comment("bob", `/source G-LIN-FL ${typed}`);
    expect(repository.files.get("assignments/G-LIN-FL.yml")).toContain(`- url: ${RAFT}\n`);
  });
});
