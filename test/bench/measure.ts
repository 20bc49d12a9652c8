/** The median of some runs of `work`, in milliseconds of wall clock, after as many runs to warm up as asked for. */
export function median(work: () => unknown, { runs = 7, warmUp = 2 } = {}): number {
  for (let run = 0; run < warmUp; run++) work();
  return middle(
    Array.from({ length: runs }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    }),
  );
}

export function middle(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en-US")} ms`;
}
