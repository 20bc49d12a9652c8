/**
 * The Octokit that the bot talks to GitHub with. Probot's own waits and repeats by itself when GitHub refuses; here the
 * inbox does that, in the order of the repository and across restarts, so a refusal has to come back at once.
 */
import { ProbotOctokit } from "probot";
import { fetchWhole } from "./fetch-whole.ts";

export const BotOctokit = ProbotOctokit.defaults(
  (options: ConstructorParameters<typeof ProbotOctokit>[0]) => ({
    ...options,
    retry: { enabled: false },
    throttle: { enabled: false },
    request: { fetch: fetchWhole(), ...options?.request },
  }),
);
