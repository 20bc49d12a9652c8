import { InboxUnusable } from "../inbox/inbox-unusable.ts";
import { OperatorError } from "../operator-error.ts";

/** Why the server cannot start, as sentences for the operator; null: it is a fault of ours, whose stack is wanted. */
export function explainStart(error: unknown): string | null {
  if (error instanceof OperatorError) return error.message;
  if (!(error instanceof InboxUnusable)) return null;
  const fix = tlsFix(error.cause);
  return fix === null ? error.message : `${error.message} ${fix}`;
}

/** By the codes of OpenSSL as Node.js names them, and by what the driver of PostgreSQL says. */
function tlsFix(cause: unknown): string | null {
  if (!(cause instanceof Error)) return null;
  const code = "code" in cause ? String(cause.code) : "";
  if (/does not support SSL/.test(cause.message)) {
    return "It speaks no TLS, which is asked for unless PostgreSQL is on this machine: switch it on there, or put ?sslmode=disable behind DATABASE_URL where nobody else uses the network in between.";
  }
  if (/CERT|SIGNATURE|ALTNAME/.test(code)) {
    return "Its certificate is not trusted here: put ?sslrootcert=/path/to/ca.pem behind DATABASE_URL, and reach it by the name that the certificate is for.";
  }
  return null;
}
