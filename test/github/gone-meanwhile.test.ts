import { afterEach, beforeEach, expect, test } from "vitest";
import { HOUR, MINUTE, Outage } from "./recovery/outage.ts";

const POST_COMMENT = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";

let outage: Outage;

beforeEach(async () => {
  outage = await Outage.start();
  outage.repository.openIssue({ author: "maria", title: "Who takes what?" });
  await outage.work();
});

afterEach(async () => {
  await outage.close();
});

/** Ada claims; between the commit and the reply GitHub does something, and sends this webhook or none. */
async function claimWhile(act: () => void, fate: "deliver" | "drop" = "deliver"): Promise<void> {
  const gate = outage.github.faults.blockNext("createCommitOnBranch", "after");
  outage.say("ada", "/claim G-LIN-FL");
  await outage.github.settled();
  outage.bot.worker.wake();
  await gate.arrived;
  outage.github.webhooks.fate = () => fate;
  act();
  await outage.github.settled();
  outage.github.webhooks.fate = () => "deliver";
  gate.release();
  await outage.work();
}

test.each<[string, "deliver" | "drop"]>([
  ["told so", "deliver"],
  ["not told", "drop"],
])("who claims while the repository is transferred is answered where it is now, %s", async (_, fate) => {
  await claimWhile(() => outage.repository.transfer("gaia"), fate);
  outage.pass(MINUTE);
  if (fate === "drop") await outage.recover();
  outage.bot.worker.wake();
  await outage.work();
  expect(outage.holderIn("gaia/diagrams", "G-LIN-FL")).toBe("ada");
  expect(outage.repliesIn("gaia/diagrams")).toHaveLength(1);
});

test("who claims while the App is suspended is answered once it is not", async () => {
  await claimWhile(() => outage.github.suspend("atlas"));
  expect(outage.replies()).toEqual([]);
  expect(await outage.inbox.counts()).toMatchObject({ held: 1, setAside: 0 });
  outage.pass(HOUR);
  outage.github.unsuspend("atlas");
  await outage.github.settled();
  outage.bot.worker.wake();
  await outage.work();
  expect(outage.replies()).toHaveLength(1);
});

test("who claims while the App is uninstalled is answered once it is installed again", async () => {
  await claimWhile(() => outage.github.uninstall("atlas"));
  expect(outage.replies()).toEqual([]);
  expect(await outage.inbox.counts()).toMatchObject({ held: 1, setAside: 0 });
  outage.pass(HOUR);
  outage.github.install("atlas");
  await outage.github.settled();
  outage.bot.worker.wake();
  await outage.work();
  expect(outage.replies()).toHaveLength(1);
});

test("a thread that is gone meanwhile holds nothing up", async () => {
  outage.github.faults.add({
    match: POST_COMMENT,
    answer: { status: 404, body: { message: "Not Found" } },
    times: 1,
  });
  outage.say("ada", "/claim G-LIN-FL");
  await outage.work();
  expect(outage.holder("G-LIN-FL")).toBe("ada");
  expect(await outage.inbox.counts()).toMatchObject({ waiting: 0, held: 0, setAside: 0 });
});
