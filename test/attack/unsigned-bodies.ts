import { type Attack, strangers } from "./attack.ts";
import { sendSlowly, unsignedHead } from "./connection.ts";

const BYTES = 24 * 1024 * 1024;
const BODY = Buffer.alloc(BYTES, " ");

export const unsignedBodies: Attack = {
  what: "unsigned bodies of 24 MB, 60 at once",
  run: (url, signal) =>
    strangers(60, signal, () =>
      sendSlowly(url, signal, { pieces: [`${unsignedHead(BYTES)}\r\n`, BODY], pauseMs: 0 }),
    ),
};
