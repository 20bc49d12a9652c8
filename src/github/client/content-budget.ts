/**
 * GitHub lets an installation make 80 comments, issues and pull requests a minute and 500 an hour
 * (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits). Whoever goes on is
 * blocked for longer, so we stop before: what is too much goes back into the inbox until there is room.
 *
 * The last tenth is kept for repositories that had less than their share: one that is flooded never silences the others of
 * its installation.
 *
 * Counted in this process alone. Where several share an installation, GitHub's own refusal holds the rest.
 *
 * No library: what is needed is the exact moment from which there is room in both sliding windows, by the clock that is passed
 * in. Fixed windows and refilling buckets let more through around their edges, and a queue in front of Octokit would wait in
 * this process, where the inbox waits across restarts.
 */
const LIMITS = [
  { count: 80, ms: 60_000 },
  { count: 500, ms: 3_600_000 },
] as const;

const HOUR_MS = 3_600_000;

export class ContentBudget {
  /** By installation, what was made in the last hour, oldest first. */
  private readonly made = new Map<number, Made[]>();

  /**
   * Takes one for a repository of the installation; when there is none, says from when on there is (ms since the epoch).
   */
  take(installationId: number, repository: string, now: number): "taken" | { readonly dueAt: number } {
    const made = (this.made.get(installationId) ?? []).filter(({ at }) => at > now - HOUR_MS);
    this.made.set(installationId, made);
    const waits = LIMITS.flatMap(({ count, ms }) => {
      const recent = made.filter(({ at }) => at > now - ms);
      // Room comes when what was made before the newest ones of that number is old enough.
      const nth = recent.at(-limitFor(repository, recent, count));
      return nth === undefined ? [] : [nth.at + ms];
    });
    if (waits.length > 0) return { dueAt: Math.max(...waits) };
    made.push({ at: now, repository });
    return "taken";
  }
}

interface Made {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly repository: string;
}

/** `count`: all that GitHub allows. The share is that of one who comes next too. */
function limitFor(repository: string, recent: readonly Made[], count: number): number {
  const others = new Set(recent.map((one) => one.repository)).add(repository);
  const own = recent.filter((one) => one.repository === repository).length;
  return own < count / (others.size + 1) ? count : Math.ceil(count * 0.9);
}
