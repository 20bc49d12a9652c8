import { benchGates } from "./gates.ts";
import { benchRender } from "./render.ts";
import { benchWarmClaim } from "./warm-claim.ts";

benchRender();
benchWarmClaim();
await benchGates();
