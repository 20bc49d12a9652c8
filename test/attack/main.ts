/**
 * `npm run attack` attacks the real server with everything at once for two minutes; `npm run attack -- 20` for 20 s, and
 * `npm run attack -- 20 slashes comments` with nothing but these. `each` tries one attack after the other, so that each tells
 * what it costs. Where there are several cores the first is left to the server, since strangers do not compute on its machine;
 * with `shared` everybody shares all of them. It fails when a webhook is lost, when `/healthz` answers too slowly beside its idle
 * figure, or when memory runs over.
 */
import { z } from "zod";
import { ATTACKS, type AttackName, attackSchema, stage } from "./stage.ts";

const { data: asked, error } = z
  .tuple([z.coerce.number().positive().max(3_600).default(120)])
  .rest(z.enum([...attackSchema.options, "each", "shared"]))
  .safeParse(process.argv.length > 2 ? process.argv.slice(2) : [120]);
if (error) {
  console.error(
    `Say for how many seconds, up to 3600, and which attacks if not all (each, shared, ${attackSchema.options.join(", ")}): npm run attack -- 20 slashes`,
  );
  process.exit(1);
}
const [seconds, ...words] = asked;
const named = words.filter((word): word is AttackName => word !== "each" && word !== "shared");
const names = named.length > 0 ? named : attackSchema.options;
const runs = words.includes("each") ? names.map((name) => [name]) : [names];
let held = true;
for (const run of runs) {
  console.log(run.map((name) => `- ${ATTACKS[name]}`).join("\n"));
  held = (await stage(run, { ms: seconds * 1_000, isShared: words.includes("shared") })) && held;
}
process.exitCode = held ? 0 : 1;
