import { z } from "zod";
import type { Attack } from "./attack.ts";
import { slashes } from "./slashes.ts";
import { slowBodies } from "./slow-bodies.ts";
import { slowHeaders } from "./slow-headers.ts";
import { unsignedBodies } from "./unsigned-bodies.ts";

export const strangerSchema = z.enum(["unsigned-bodies", "slow-bodies", "slow-heads", "slashes"]);

/** What those do who have only the server's address. */
export const STRANGERS: Readonly<Record<z.output<typeof strangerSchema>, Attack>> = {
  "unsigned-bodies": unsignedBodies,
  "slow-bodies": slowBodies,
  "slow-heads": slowHeaders,
  slashes,
};
