/** What intake is measured against: Probot with its own server and a handler that keeps nothing. */
import { Probot, Server } from "probot";

const { APP_ID = "", PRIVATE_KEY = "", WEBHOOK_SECRET = "" } = process.env;
const server = new Server({
  port: 0,
  host: "127.0.0.1",
  webhookPath: "/api/github/webhooks",
  Probot: Probot.defaults({
    appId: Number(APP_ID),
    privateKey: PRIVATE_KEY,
    secret: WEBHOOK_SECRET,
    logLevel: "fatal",
  }),
});
await server.load((app) => {
  app.on("issue_comment.created", async () => {});
});
await server.start();
process.stdout.write(`${JSON.stringify({ msg: "ready", url: `http://127.0.0.1:${server.port}` })}\n`);
process.on("SIGTERM", () => process.exit(0));
