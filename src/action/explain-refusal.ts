/**
 * What a maintainer has to change before the bot can go on, told by GitHub's words. Each is a limit of the token that a
 * workflow run gets: https://docs.github.com/actions/concepts/security/github_token
 */
import { CONFIG_PATH } from "../domain/config.ts";
import { BranchRefused, readFailure } from "../github/client/failure.ts";

const PERMISSIONS =
  "`actions: read`, `checks: write`, `contents: write`, `issues: write` and `pull-requests: write`";

interface Explanation {
  readonly isMet: (failure: { readonly status: number | null; readonly message: string }) => boolean;
  readonly sentence: string;
}

const EXPLANATIONS: readonly Explanation[] = [
  {
    isMet: ({ message }) => /not permitted to create(?: or approve)? pull requests/i.test(message),
    sentence: `The run's token may not open pull requests. Tick “Allow GitHub Actions to create and approve pull requests” in Settings → Actions → General, in the organization's settings as well as in the repository's, since the stricter one counts; or put \`commit: branch\` into ${CONFIG_PATH}, which needs no setting.`,
  },
  {
    isMet: ({ message }) => /workflows? permission|without `?workflows`?/i.test(message),
    sentence:
      "The commit would change a workflow, which the run's token never may. Take files below `.github/workflows` out of the campaign's paths.",
  },
  {
    isMet: ({ status, message }) => status === 401 || /bad credentials/i.test(message),
    sentence:
      "GitHub does not know the token. Leave out the input `token`, or check the secret that it comes from.",
  },
  {
    isMet: ({ message }) => /not accessible by (?:integration|personal access token)/i.test(message),
    sentence: `The token may not do all of it. Give the job ${PERMISSIONS} under \`permissions\`; a run that a fork or Dependabot starts has a token that only reads, whatever stands there, and is made good for by the next one.`,
  },
  {
    isMet: ({ message }) => /archived/i.test(message),
    sentence: "The repository is archived, so nothing can be written. Unarchive it, or delete the workflow.",
  },
];

/** Null: nothing that a maintainer could change is known of it. */
export function explainRefusal(error: unknown): string | null {
  if (error instanceof BranchRefused) {
    return `${asSentence(error.message)} GitHub Actions cannot be on a bypass list: put \`commit: branch\` into ${CONFIG_PATH}, or give the Action an App's token and let the App pass. Nothing is lost: all that waits is done by the first run that may.`;
  }
  const { status, message, errors } = readFailure(error);
  const words = [message, ...errors.map((one) => one.message)].join(" ");
  return EXPLANATIONS.find(({ isMet }) => isMet({ status, message: words }))?.sentence ?? null;
}

/** GitHub's own words may end in any way. */
export function asSentence(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return /[.?!]$/.test(line) ? line : `${line}.`;
}
