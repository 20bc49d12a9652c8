/**
 * `npm start`. A start is mostly compiling, and it makes much that is thrown away at once. Both cost memory for good
 * unless this is said before the first import: what was compiled is kept on disk for the next start, and the heap grows
 * only once there is work.
 */
import { enableCompileCache, flushCompileCache } from "node:module";
import { setFlagsFromString } from "node:v8";

enableCompileCache();
setFlagsFromString("--semi-space-growth-factor=1");
const { host } = await import("./host.ts");
await host({
  onReady() {
    // V8's own figure.
    setFlagsFromString("--semi-space-growth-factor=2");
    // Now, since who is killed writes nothing at its end.
    flushCompileCache();
  },
});
