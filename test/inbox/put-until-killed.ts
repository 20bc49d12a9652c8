/** Puts deliveries until it is killed, several at a time, and prints the ID of each one that was acknowledged. */
import { openInbox } from "../../src/inbox/open-inbox.ts";
import { delivery } from "./deliveries.ts";

const [, , name] = process.argv;
const { INBOX_PATH, DATABASE_URL } = process.env;
const inbox = await openInbox({ INBOX_PATH, DATABASE_URL }, { now: Date.now, leaseMs: 60_000 });
for (let n = 0; ; n += 5) {
  await Promise.all(
    Array.from({ length: 5 }, async (_, index) => {
      const id = `${name}-${n + index}`;
      await inbox.put(delivery(id, `r${index % 3}`));
      process.stdout.write(`${id}\n`);
    }),
  );
}
