import { createParsers } from "../src/parsers.ts";

/** For all bots of a test file: else most of what its tests compute is the start of such processes. They end with it. */
export const parsers = createParsers();
