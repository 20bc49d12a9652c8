/** `node run-histories.ts COUNT SEED`: plays histories over the sources beside it, and fails as soon as one goes wrong. */
import { checkHistories } from "./check-histories.ts";

const [wanted = "1000", seed = "1"] = process.argv.slice(2);
const start = performance.now();
try {
  const count = await checkHistories(Number(wanted), Number(seed));
  console.log(JSON.stringify({ ...count, seconds: Math.round((performance.now() - start) / 1000) }));
} catch (error) {
  console.log(error instanceof Error ? error.message : error, error instanceof Error ? error.cause : "");
  process.exitCode = 1;
}
