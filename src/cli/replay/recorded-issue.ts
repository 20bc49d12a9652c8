import { z } from "zod";
import type { IssueFacts, SidebarChange } from "../../facts/issue-facts.ts";

const account = z.looseObject({ login: z.string(), type: z.string().optional(), id: z.int().optional() });

const recorded = z.looseObject({
  action: z.string().optional(),
  sender: account.optional(),
  assignee: account.nullish(),
  issue: z.looseObject({
    number: z.int(),
    node_id: z.string().default(""),
    title: z.string(),
    state: z.enum(["open", "closed"]).default("open"),
    assignees: z.array(account).default([]),
    labels: z.array(z.looseObject({ name: z.string(), node_id: z.string().default("") })).default([]),
    updated_at: z.string(),
    pull_request: z.looseObject({}).nullish(),
  }),
});

/** The issue that a payload is about, as far as it tells: of its timeline only what the webhook is about. */
export function issueIn(payload: object): IssueFacts | null {
  const { data } = recorded.safeParse(payload);
  if (!data || data.issue.pull_request) return null;
  const { number, node_id, title, state, assignees, labels } = data.issue;
  return {
    number,
    nodeId: node_id,
    title,
    openedFor: null,
    state,
    assignees: assignees.map(personIn),
    labels: labels.map(({ name, node_id: id }) => ({ id, name })),
    changes: changesIn(data),
  };
}

function changesIn({ action, sender, assignee, issue }: z.output<typeof recorded>): SidebarChange[] {
  if ((action !== "assigned" && action !== "unassigned") || !sender || !assignee) return [];
  return [
    {
      id: "recorded",
      at: issue.updated_at,
      what: action,
      by: personIn(sender),
      isOurs: false,
      isByBot: sender.type === "Bot",
      person: personIn(assignee),
      label: null,
    },
  ];
}

function personIn({ login, id }: z.output<typeof account>) {
  return { login, id: id ?? null };
}
