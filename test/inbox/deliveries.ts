import type { Delivery } from "../../src/facts/event.ts";

export function delivery(id: string, repository = "atlas", installationId: number | null = 7): Delivery {
  return {
    id,
    repository: { owner: "acme", name: repository },
    installationId,
    event: {
      kind: "comment",
      key: `comment:${id}`,
      at: "2026-01-05T12:00:00Z",
      thread: 12,
      onPullRequest: false,
      title: "Claims 🗂️",
      author: "ada",
      body: `/claim G-LIN-FL\r\n"quoted" \\ ' ${id}`,
      previousBody: null,
    },
  };
}
