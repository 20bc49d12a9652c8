import { expect } from "vitest";

/**
 * Eight times the input must not take much more than eight times the work: squared, it would be 64 times. Only the time
 * that this thread computes counts, whatever else the machine does, and the shortest of a few runs. What takes less than
 * `NOISE` is taken for that much: a squared step that matters takes seconds at the larger size.
 */
export function expectLinear(make: (length: number) => string, work: (text: string) => unknown): void {
  const [small, large] = [make(8_000), make(64_000)];
  work(small);
  const least = Math.max(
    shortest(() => work(small)),
    NOISE,
  );
  expect(shortest(() => work(large)) / least).toBeLessThan(32);
}

const NOISE = 3_000;

/** In microseconds. */
function shortest(work: () => unknown): number {
  const times = Array.from({ length: 3 }, () => {
    const before = process.threadCpuUsage();
    work();
    return process.threadCpuUsage(before).user;
  });
  return Math.min(...times);
}

/** A text of about so many characters, made of the unit again and again. */
export const repeated = (unit: string) => (length: number) => unit.repeat(Math.ceil(length / unit.length));
