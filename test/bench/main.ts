/** `npm run bench` measures everything; `npm run bench -- intake burst` only what is named. */
import { benchAction } from "./action.ts";
import { benchBundle } from "./bundle.ts";
import { benchBurst } from "./burst.ts";
import { benchCapacity } from "./capacity.ts";
import { benchCli } from "./cli.ts";
import { benchGates } from "./gates.ts";
import { benchGatesOfAPush } from "./gates-of-a-push.ts";
import { benchHostile } from "./hostile.ts";
import { benchImport } from "./import.ts";
import { benchIntake } from "./intake.ts";
import { benchRender } from "./render.ts";
import { benchRequests } from "./requests.ts";
import { benchRounds } from "./rounds.ts";
import { benchServer } from "./server.ts";
import { benchSite } from "./site.ts";
import { benchWarmClaim } from "./warm-claim.ts";

const BENCHES: Readonly<Record<string, () => void | Promise<void>>> = {
  render: benchRender,
  import: benchImport,
  "warm-claim": benchWarmClaim,
  cli: benchCli,
  bundle: benchBundle,
  requests: benchRequests,
  action: benchAction,
  intake: benchIntake,
  burst: benchBurst,
  capacity: benchCapacity,
  server: benchServer,
  rounds: benchRounds,
  site: benchSite,
  gates: benchGates,
  "gates-of-a-push": benchGatesOfAPush,
  hostile: benchHostile,
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(", ")}. There are: ${Object.keys(BENCHES).join(", ")}.`,
  );
  process.exit(1);
}
for (const [name, bench] of Object.entries(BENCHES)) {
  if (names.length === 0 || names.includes(name)) await bench();
}
