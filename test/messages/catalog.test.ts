import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { messagesIn } from "../../src/messages/messages.ts";
import { SAMPLES } from "./samples.ts";

type Sentence = (...facts: readonly unknown[]) => unknown;

/** Each sentence with its name and what it may be said of. */
function sentencesOf(catalog: object, samples: object, name: string): [string, Sentence, unknown[][]][] {
  return Object.entries(catalog).flatMap(([key, one]) => {
    const given = Object.entries(samples).find(([other]) => other === key)?.[1];
    const path = name === "" ? key : `${name}.${key}`;
    return typeof one === "function"
      ? [[path, one as Sentence, given as unknown[][]]]
      : sentencesOf(one as object, given as object, path);
  });
}

const said = (sentence: Sentence, facts: readonly unknown[]) => JSON.stringify(sentence(...facts));

/** The same in every language: a list of IDs, a heading of nothing but what was handed in. */
const WITHOUT_WORDS = new Set([
  "command.about",
  "pullRequest.ids",
  "broken.issueFile",
  "checks.groupPart",
  "gates.more",
  "files.problem",
  "files.doubt",
  "refusal.quotedReason",
]);

describe.each(LANGUAGES)("in %s", (language) => {
  const all = sentencesOf(messagesIn(language), SAMPLES, "");

  test("every sentence can be said of whatever it may be said of", () => {
    expect(all.length).toBeGreaterThan(250);
    for (const [name, sentence, samples] of all) {
      expect(samples.length, name).toBeGreaterThan(0);
      for (const facts of samples) {
        const text = said(sentence, facts);
        expect(text, name).not.toMatch(/undefined|\[object|NaN|=>|\bnull\b(?! bytes)/);
        expect(text, name).not.toMatch(/ {2}| [.,;](?!\w)|\.\.(?!\.)/);
        expect(text.length, name).toBeGreaterThan(2);
      }
    }
  });

  test("GitHub takes the buttons of the check", () => {
    const { gates } = messagesIn(language);
    for (const { label, description } of [gates.runAgain(), gates.override()]) {
      expect(label.length).toBeLessThanOrEqual(20);
      expect(description.length).toBeLessThanOrEqual(40);
    }
  });
});

test("no sentence is left in English, and each is as many as in English", () => {
  const english = new Map(
    sentencesOf(messagesIn("en"), SAMPLES, "").map(([name, sentence]) => [name, sentence]),
  );
  const german = sentencesOf(messagesIn("de"), SAMPLES, "");
  expect(german.map(([name]) => name).sort()).toEqual([...english.keys()].sort());
  const left = german.flatMap(([name, sentence, samples]) =>
    samples.flatMap((facts) =>
      said(sentence, facts) === said(english.get(name) ?? (() => ""), facts) ? [name] : [],
    ),
  );
  expect(left.filter((name) => !WITHOUT_WORDS.has(name))).toEqual([]);
});
