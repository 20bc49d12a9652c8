import type { Credentials } from "./credentials.ts";
import type { Faults } from "./faults.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { RequestLog } from "./request-log.ts";
import type { World } from "./world.ts";

/** What the server answers from, and what it notes on the way. */
export interface StandInParts {
  readonly world: World;
  readonly credentials: Credentials;
  readonly rateLimits: RateLimits;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** What GitHub would have refused as malformed, in words. */
  readonly invalidRequests: string[];
  /** The App permissions that the requests needed, as `issues:write`. */
  readonly usedPermissions: Set<string>;
}
