/** What the doctor found out about one thing. */
export interface Diagnosis {
  readonly severity: "ok" | "warning" | "error";
  /** What was looked at: `environment`, `app`, `webhook`, `inbox`, an account, or a repository. */
  readonly subject: string;
  /** A whole sentence: what was found. */
  readonly what: string;
  /** What comes of it; null where that is plain. */
  readonly why: string | null;
  /** What to do, and where; null where nothing has to be done. */
  readonly fix: string | null;
}

export function ok(subject: string, what: string): Diagnosis {
  return { severity: "ok", subject, what, why: null, fix: null };
}

export function problem(
  severity: "warning" | "error",
  subject: string,
  { what, why = null, fix }: { what: string; why?: string | null; fix: string | null },
): Diagnosis {
  return { severity, subject, what, why, fix };
}
