/** What `app.yml` asks for, against what an App or an installation has. */
import { parse } from "yaml";
import { z } from "zod";
import { APP_MANIFEST } from "../assets.ts";
import { type Diagnosis, ok, problem } from "./finding.ts";

const grantsSchema = z.object({
  default_permissions: z.record(z.string(), z.string()),
  default_events: z.array(z.string()),
});

export interface Grants {
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

/** From the manifest with which the App is registered. */
export function readManifest(): Grants {
  const manifest = grantsSchema.parse(parse(APP_MANIFEST));
  return { permissions: manifest.default_permissions, events: manifest.default_events };
}

const LEVELS = ["", "read", "write", "admin"];

export function checkGrants(subject: string, wanted: Grants, has: Grants, fix: string): Diagnosis[] {
  const areas = [...new Set([...Object.keys(wanted.permissions), ...Object.keys(has.permissions)])].sort();
  const findings = areas.flatMap((area) => {
    const [needed = "", granted = ""] = [wanted.permissions[area], has.permissions[area]];
    const difference = LEVELS.indexOf(granted) - LEVELS.indexOf(needed);
    if (difference === 0) return [];
    if (difference < 0 && area === "statuses") {
      // Nothing asks GitHub for anything with it, so an installation that has not accepted it goes on without.
      const what = `Permission statuses: expected ${needed}, found ${granted || "none"}.`;
      const why =
        "GitHub does not offer the App as the source of a required check; a check of its name by anybody passes.";
      return [problem("warning", subject, { what, why, fix })];
    }
    if (difference < 0) {
      const what = `Permission ${area}: expected ${needed}, found ${granted || "none"}.`;
      return [problem("error", subject, { what, why: "Requests that need it are refused.", fix })];
    }
    const what = `Permission ${area}: ${granted} is more than is needed (${needed || "none"}).`;
    return [problem("warning", subject, { what, why: "Whoever steals the key has it, too.", fix })];
  });
  const missing = wanted.events.filter((event) => !has.events.includes(event));
  const spare = has.events.filter((event) => !wanted.events.includes(event));
  if (missing.length > 0) {
    const what = `Not subscribed to ${missing.join(", ")}.`;
    findings.push(problem("error", subject, { what, why: "What happens there is never heard of.", fix }));
  }
  if (spare.length > 0) {
    const what = `Subscribed to ${spare.join(", ")}, which nothing listens to.`;
    findings.push(
      problem("warning", subject, { what, why: "These webhooks cost requests and do nothing.", fix }),
    );
  }
  if (findings.length > 0) return findings;
  return [ok(subject, "Permissions and events are those that app.yml asks for.")];
}
