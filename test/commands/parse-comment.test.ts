import { describe, expect, test } from "vitest";
import { parseComment, proseOf } from "../../src/commands/parse-comment.ts";

const commands = (body: string) => parseComment(body).map(({ name, rest }) => `${name} ${rest}`.trim());

describe("a command is a line of prose that begins with a slash", () => {
  test.each([
    ["alone", "/claim G-LIN-FL", ["claim G-LIN-FL"]],
    ["in capitals", "/CLAIM g-lin-fl", ["claim g-lin-fl"]],
    ["after prose in the same paragraph", "I would like this one\n/claim G-LIN-FL", ["claim G-LIN-FL"]],
    ["indented by up to three spaces", "   /claim G-LIN-FL", ["claim G-LIN-FL"]],
    [
      "with the line ends that the web form sends",
      "/claim G-LIN-FL\r\n/next\r\n",
      ["claim G-LIN-FL", "next"],
    ],
    ["above a mail signature", "/claim G-LIN-FL\n-- \nAda", ["claim G-LIN-FL"]],
    ["above a line of dashes", "/claim G-LIN-FL\n---\nAda", ["claim G-LIN-FL"]],
    ["after a closed HTML comment", "<!-- hello -->\n\n/claim G-LIN-FL", ["claim G-LIN-FL"]],
    ["between the tags of a fold", "<details>\n\n/claim G-LIN-FL\n\n</details>", ["claim G-LIN-FL"]],
    ["with inline code as argument", "/claim `G-LIN-FL`", ["claim `G-LIN-FL`"]],
    [
      "several",
      "/claim G-LIN-FL\n\n/source G-LIN-FL https://etcd.io",
      ["claim G-LIN-FL", "source G-LIN-FL https://etcd.io"],
    ],
    ["of another bot, for the caller to leave alone", "/lgtm", ["lgtm"]],
  ])("%s", (_name, body, expected) => {
    expect(commands(body)).toEqual(expected);
  });

  test.each([
    ["in the middle of a line", "please /claim G-LIN-FL"],
    ["in a fenced block", "```\n/claim G-LIN-FL\n```"],
    ["in a fence that nobody closed", "```\n/claim G-LIN-FL"],
    ["in an indented block", "text\n\n    /claim G-LIN-FL"],
    ["in inline code", "`/claim G-LIN-FL`"],
    ["in inline code over two lines", "see `the\n/claim G-LIN-FL` command"],
    ["in a quote", "> /claim G-LIN-FL"],
    ["in a quote's lazy continuation, which GitHub shows inside the quote", "> quoted\n/claim G-LIN-FL"],
    ["in an HTML comment", "<!--\n/claim G-LIN-FL\n-->"],
    ["in an HTML comment with blank lines", "<!--\n\n/claim G-LIN-FL\n\n-->"],
    ["in an HTML comment inside a paragraph", "text <!--\n/claim G-LIN-FL\n--> text"],
    ["in inline code after an opened comment", "text <!-- see `the\n/claim G-LIN-FL` command"],
    ["behind an HTML comment that nobody closed", "<!--\n\n/claim G-LIN-FL"],
    ["in raw HTML", "<pre>\n/claim G-LIN-FL\n</pre>"],
    ["in a list, as instructions are", "- /claim G-LIN-FL takes one"],
    ["in a table", "| a |\n|---|\n| /claim G-LIN-FL |"],
    ["a path", "/usr/bin/env node"],
    ["a lone slash", "/ claim"],
    ["nothing", ""],
  ])("not %s", (_name, body) => {
    expect(commands(body)).toEqual([]);
  });

  test("it is found with its line, so that an answer can name it", () => {
    expect(parseComment("hello\n\n/claim G-LIN-FL")).toEqual([{ name: "claim", rest: "G-LIN-FL", line: 3 }]);
  });
});

describe("hostile comments of 60 KB are read in bounded time", () => {
  const n = 60_000;
  test.each([
    ["nested quotes", ">".repeat(n)],
    ["nested quotes and lists", "> - ".repeat(n / 4)],
    ["nested ordered lists", "1. ".repeat(n / 3)],
    ["emphasis that never closes", "*a_b".repeat(n / 4)],
    ["links that never close", "[a](".repeat(n / 4)],
    ["comments that never close", "a<!--".repeat(n / 5)],
    ["CDATA that never closes", "a<![CDATA[".repeat(n / 10)],
    ["a quote that goes on for ever", `> ${"a\n".repeat(n / 2)}`],
    ["quotes in lists, line by line", "- > a\n".repeat(n / 6)],
    ["underlined headings", "a\n=\n".repeat(n / 4)],
    ["code spans, line by line", "`a\n`\n".repeat(n / 5)],
    ["backticks that find no partner", Array.from({ length: 340 }, (_, run) => "`".repeat(run)).join(" ")],
    [
      "a staircase of lists",
      Array.from({ length: 300 }, (_, depth) => `${" ".repeat(depth * 2)}- a`).join("\n"),
    ],
  ])("%s", (_name, hostile) => {
    expect(commands(`/claim G-LIN-FL\n\n${hostile}`)).toEqual(["claim G-LIN-FL"]);
    expect(proseOf(`G-LIN-FL\n\n${hostile}`)).toContain("G-LIN-FL");
  });
});

describe("the prose of a description", () => {
  test.each([
    ["text, emphasis and lists", "This adds **G-LIN-FL**\n\n- G-LIN-SQ", ["G-LIN-FL", "G-LIN-SQ"], []],
    ["no code", "`G-LIN-FL`\n\n```\nG-LIN-SQ\n```", [], ["G-LIN-FL", "G-LIN-SQ"]],
    ["no quotes", "> G-LIN-FL\n\nG-LIN-SQ", ["G-LIN-SQ"], ["G-LIN-FL"]],
    ["no HTML comments", "<!-- name it, like G-LIN-FL -->\n\nG-LIN-SQ", ["G-LIN-SQ"], ["G-LIN-FL"]],
    [
      "no addresses",
      "like [this](https://x.org/G-LIN-FL.md) and https://x.org/G-LIN-SQ",
      ["this"],
      ["G-LIN-FL", "G-LIN-SQ"],
    ],
  ])("%s", (_name, body, present, absent) => {
    for (const word of present) expect(proseOf(body)).toContain(word);
    for (const word of absent) expect(proseOf(body)).not.toContain(word);
  });
});
