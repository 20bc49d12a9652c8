/**
 * GitHub lets an installation make 80 comments, issues and pull requests a minute and 500 an hour. Whoever goes on is
 * blocked for longer, so we stop before: what is too much goes back into the inbox until there is room.
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
  /** When each piece was made, oldest first. */
  private readonly made = new Map<number, number[]>();

  /** Takes one for the installation; when there is none, says from when on there is (ms since the epoch). */
  take(installationId: number, now: number): "taken" | { readonly dueAt: number } {
    const times = (this.made.get(installationId) ?? []).filter((at) => at > now - HOUR_MS);
    this.made.set(installationId, times);
    const waits = LIMITS.flatMap(({ count, ms }) => {
      const nth = times.at(-count);
      return nth !== undefined && nth > now - ms ? [nth + ms] : [];
    });
    if (waits.length > 0) return { dueAt: Math.max(...waits) };
    times.push(now);
    return "taken";
  }
}
