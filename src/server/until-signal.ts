/** Resolves with the signal that asks the process to end; a second one ends it at once. */
export function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const hear = (signal: NodeJS.Signals) => {
      for (const one of ["SIGTERM", "SIGINT"] as const) {
        process.off(one, hear);
        process.once(one, () => process.exit(1));
      }
      resolve(signal);
    };
    process.on("SIGTERM", hear);
    process.on("SIGINT", hear);
  });
}
