import type { VouchablePoint } from "./point.ts";

export const threeAmTest: VouchablePoint<"three_am_test"> = {
  key: "three_am_test",
  name: "3 AM Test",
  aliases: ["3 am test", "3am test", "3 a.m. test", "three am test"],
  level: "required",
  check: "person",
  before: ["review", "merge"],
  asks: "Would this help during an incident?",
  promise: "it would help whoever is woken by an alarm",
  guide: {
    looksFor: "Nothing: no machine can tell. A person ticks it.",
    why: "That is what the drawings are for.",
    example: { language: "markdown", text: "- [x] **3 AM Test**: shows which queue to look at first" },
  },
  judge: ({ say }) => ({ kind: "asks", question: say.points.threeAmTest.ask() }),
};
