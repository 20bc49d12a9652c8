import { describe, expect, test } from "vitest";
import { parseComment } from "../../src/commands/parse-comment.ts";
import { expectLinear, repeated } from "../growth.ts";

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
    expect(parseComment("hello\n\n/claim G-LIN-FL")).toMatchObject([
      { name: "claim", rest: "G-LIN-FL", line: 3 },
    ]);
  });
});

describe("whatever a comment is made of, reading it takes time that grows with it", () => {
  test.each<[string, (length: number) => string]>([
    ["nested quotes", repeated(">")],
    ["nested quotes and lists", repeated("> - ")],
    ["nested ordered lists", repeated("1. ")],
    ["emphasis that never closes", repeated("*a_b")],
    ["links that never close", repeated("[a](")],
    ["labels that never close", repeated("[")],
    ["comments that never close", repeated("a<!--")],
    ["CDATA that never closes", repeated("a<![CDATA[")],
    ["tags that never close", repeated('<a b="')],
    ["a quote that goes on for ever", (n) => `> ${repeated("a\n")(n)}`],
    ["quotes in quotes that go on for ever", (n) => `${"> ".repeat(15)}${repeated("a\n")(n)}`],
    ["quotes in lists, line by line", repeated("- > a\n")],
    ["underlined headings", repeated("a\n=\n")],
    ["code spans, line by line", repeated("`a\n`\n")],
    ["definitions", repeated("[a]: b\n")],
    ["heads of tables", repeated("|a|\n|-|\n")],
    [
      "backticks that find no partner",
      (n) => Array.from({ length: Math.sqrt(2 * n) }, (_, run) => "`".repeat(run)).join(" "),
    ],
    [
      "a staircase of lists",
      (n) => Array.from({ length: Math.sqrt(n) }, (_, depth) => `${" ".repeat(depth * 2)}- a`).join("\n"),
    ],
  ])("%s", (_name, make) => {
    const comment = (length: number) => `/claim G-LIN-FL\n\n${make(length)}`;
    expect(commands(comment(60_000))).toEqual(["claim G-LIN-FL"]);
    expectLinear(comment, parseComment);
  });
});

describe("whatever stands around commands, reading it takes time that grows with it", () => {
  test.each<[string, (length: number) => string]>([
    ["invisible characters", repeated("\u200b")],
    ["blanks that are none", repeated("\u2028\u00a0\u3164")],
    ["slashes", repeated("/\n")],
    ["commands with nothing behind them", repeated("/claim\n\n")],
    ["commands with IDs below", repeated("/claim\nG-LIN-FL\n")],
    ["a command with many IDs below", (n) => `/claim\n${repeated("G-LIN-FL\n")(n)}`],
    ["headers of mails", repeated("From: a\n")],
    ["addresses of mails", repeated("a@b.")],
    ["rules", repeated("-=_ \n")],
    ["one long rule", repeated("-=_ ")],
    ["links in a command", (n) => `/claim ${repeated("[a](")(n)}`],
    ["links that close in a command", (n) => `/claim ${repeated("[a](b)")(n)}`],
    ["brackets in a command", (n) => `/claim ${repeated("[")(n)}`],
    ["tags in a command", (n) => `/claim ${repeated("<a ")(n)}`],
    ["escapes in a command", (n) => `/claim ${repeated("\\&")(n)}`],
  ])("%s", (_name, make) => {
    expectLinear((length) => `/claim G-LIN-FL\n\n${make(length)}`, parseComment);
  });
});
