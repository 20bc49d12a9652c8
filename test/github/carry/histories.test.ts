/**
 * Whatever maintainers change, delete, close, merge or force, nobody is replaced in what they hold but by a release, a maintainer's
 * word or a timer, and no claim is lost. CARRY_HISTORIES plays more histories, CARRY_SEED others.
 */
import { test } from "vitest";
import { playHistory } from "./history.ts";

const COUNT = Number(process.env["CARRY_HISTORIES"] ?? 6);
const SEED = Number(process.env["CARRY_SEED"] ?? 20_261_128);

test.each(Array.from({ length: COUNT }, (_, at) => SEED + at))("who holds what in history %i", playHistory);
