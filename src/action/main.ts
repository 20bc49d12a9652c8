/** The step of a workflow: https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax */
import { readFileSync } from "node:fs";
import { systemClock } from "../clock.ts";
import { makeTokenClient } from "../github/client/token-client.ts";
import { createLog } from "../log/log.ts";
import { redactor } from "../log/redact.ts";
import { Journal } from "./journal.ts";
import { type Runner, readRunner } from "./read-runner.ts";
import { runAction } from "./run-action.ts";
import { renderRunSummary } from "./tell-run.ts";
import { type RunRemark, renderMask, renderRemark, writeOutputs, writeSummary } from "./workflow-commands.ts";

const print = (line: string) => void process.stdout.write(`${line}\n`);

const read = readRunner(process.env);
if (read.ok) await start(read.runner);
else fail(read.problem);

async function start(runner: Runner): Promise<void> {
  const { token, isDryRun } = runner;
  print(renderMask(token));
  const redact = redactor([token]);
  const journal = new Journal((line) => print(redact(line)));
  const log = createLog("info", journal);
  let payload: unknown;
  try {
    payload = JSON.parse(readFileSync(runner.eventPath, "utf8"));
  } catch (error) {
    return fail(
      `GITHUB_EVENT_PATH: the file of the event cannot be read (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
  let requests = 0;
  const client = makeTokenClient({
    token,
    baseUrl: runner.apiUrl,
    log,
    now: systemClock.now,
    onlyReads: isDryRun,
    sent: () => {
      requests++;
    },
  });
  const report = await runAction(runner, { client, clock: systemClock, log, payload });
  const remarks = [...report.remarks, ...journal.remarks].map(
    (remark): RunRemark => ({ ...remark, message: redact(remark.message) }),
  );
  for (const remark of remarks) print(renderRemark(remark));
  writeSummary(runner.summaryPath, redact(renderRunSummary({ ...report, remarks, isDryRun, requests })));
  writeOutputs(runner.outputPath, {
    committed: String(report.committed),
    handled: String(report.decided.length),
    requests: String(requests),
  });
  if (remarks.some(({ level }) => level === "error")) process.exitCode = 1;
}

function fail(message: string): void {
  print(renderRemark({ level: "error", message }));
  process.exitCode = 1;
}
