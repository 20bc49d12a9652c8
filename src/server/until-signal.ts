/**
 * What comes this soon after the first signal is its echo, in ms: Ctrl+C reaches npm and the server, and npm hands it on
 * to the server once more. A person is slower.
 */
const ECHO_MS = 500;

interface Signalled {
  on(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown;
  exit(code: number): unknown;
}

/** Resolves with the signal that asks the process to end; a second one ends it at once. */
export function untilSignal(
  target: Signalled = process,
  now: () => number = () => performance.now(),
): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let first: number | null = null;
    const listener = (signal: NodeJS.Signals) => {
      first ??= now();
      resolve(signal);
      if (now() - first > ECHO_MS) target.exit(1);
    };
    for (const one of ["SIGTERM", "SIGINT"] as const) target.on(one, listener);
  });
}
