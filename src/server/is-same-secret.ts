import { timingSafeEqual } from "node:crypto";

/** In a time that tells nothing of the expected one but its length, which is no secret. */
export function isSameSecret(given: string | null, expected: string): boolean {
  if (given === null) return false;
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
