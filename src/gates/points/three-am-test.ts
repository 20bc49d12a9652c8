import type { Point } from "./point.ts";

export const threeAmTest: Point = {
  key: "three_am_test",
  name: "3 AM Test",
  aliases: ["3 am test", "3am test", "3 a.m. test", "three am test"],
  judge: () => ({
    kind: "asks",
    question: "Would this help during an incident? No machine can tell: tick this point in the description.",
  }),
};
