/** What is said about a diagram's own issue and what stands beside it. Nobody but the person who asked is mentioned. */
import type { Assignment } from "../../domain/assignment.ts";
import { code, plain } from "../../tracker/inert.ts";

export const sidebar = {
  /** Ends the answer to whatever made somebody the holder. */
  notAssigned: (login: string, issue: number, isFull: boolean) =>
    isFull
      ? `I could not assign **${plain(login)}** on #${issue}: it has ten assignees, and GitHub takes no more. The diagram is theirs all the same.`
      : `GitHub did not let me assign **${plain(login)}** on #${issue}. It takes only people who commented there, may write here or belong to the organisation. The diagram is theirs all the same.`,
  oneAssignee: (id: string, now: Assignment, login: string) =>
    `**${id}**: one person holds a diagram, and **${plain(now.assignee ?? "")}** holds this one, so I did not give it to **${plain(login)}**. Next: to move it, comment ${code(`/assign ${id} @${login}`)}.`,
  leftAsItIs: () => "I leave the assignees of this issue as they are.",
} as const;
