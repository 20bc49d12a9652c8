/** `npm run walk`: the way of one warm `/claim next` through the files of `src`; with `--json` every entry of a function. */
import { follow } from "./follow.ts";
import { walkWarmClaim } from "./walk-warm-claim.ts";

const walk = await walkWarmClaim();
if (process.argv.includes("--json")) console.log(JSON.stringify(walk));
else {
  const { steps, ground, strays } = follow(walk.entries);
  const folders = new Set(walk.covered.map((file) => file.slice(0, Math.max(0, file.lastIndexOf("/")))));
  console.log(`One warm /claim next enters ${walk.covered.length} files in ${folders.size} folders:\n`);
  for (const { stage, files } of steps) {
    console.log(`${stage.name}: ${stage.what}`);
    for (const file of files) console.log(`  ${file}`);
  }
  console.log("\nBelow the stages:");
  for (const file of ground) console.log(`  ${file}`);
  if (strays.length > 0) {
    console.log("\nOtherwise than the table in src/docs/stages.ts says:");
    for (const stray of strays) console.log(`  ${stray}`);
    process.exitCode = 1;
  }
}
