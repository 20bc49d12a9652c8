/** `npm start`: the hosted server, after `warm-start.mjs`. */
import { flushCompileCache } from "node:module";
import { setFlagsFromString } from "node:v8";
import { host } from "./host.ts";

await host({
  onReady() {
    // V8's own figure again: from now on there is work.
    setFlagsFromString("--semi-space-growth-factor=2");
    // Now, since who is killed writes nothing at its end.
    flushCompileCache();
  },
});
