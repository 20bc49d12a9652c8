import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createNodeMiddleware, Probot } from "probot";
import { expect, test } from "vitest";
import { startGitHub } from "../../../src/playground/github/start-github.ts";

test("a Probot app hears a comment over HTTP, answers it, and hears its own answer", async () => {
  const github = await startGitHub();
  const repository = github.createRepository({ owner: "atlas", name: "diagrams" });
  const { id, privateKey, webhookSecret } = github.app;
  const probot = new Probot({
    appId: id,
    privateKey,
    secret: webhookSecret,
    baseUrl: github.url,
    logLevel: "fatal",
  });
  const heard: string[] = [];
  const middleware = await createNodeMiddleware(
    (app) => {
      app.on("issue_comment.created", async (context) => {
        heard.push(context.payload.sender.login);
        if (!context.isBot)
          await context.octokit.rest.issues.createComment(context.issue({ body: "Yours." }));
      });
    },
    { probot },
  );
  const server = createServer((request, response) => void middleware(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  github.webhooks.target = `http://127.0.0.1:${port}/api/github/webhooks`;

  const { number } = repository.openIssue({ author: "cy", title: "T" });
  repository.comment({ author: "cy", thread: number, body: "/claim G-LIN-FL" });
  await github.settled();

  expect(repository.comments(number).map(({ author, body }) => [author, body])).toEqual([
    ["cy", "/claim G-LIN-FL"],
    ["diagram-tracker[bot]", "Yours."],
  ]);
  expect(heard).toEqual(["cy", "diagram-tracker[bot]"]);
  expect(github.webhooks.log.map((delivery) => delivery.statusCode)).toEqual([200, 200, 200]);
  expect(github.invalidRequests).toEqual([]);
  server.close();
  await github.close();
});
