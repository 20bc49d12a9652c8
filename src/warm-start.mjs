/**
 * Preloaded by `npm start`. A start is mostly compiling, and it makes much that is thrown away at once. Both cost memory
 * for good unless this is said before the first TypeScript file is read: what was compiled is kept on disk for the next
 * start (else Node loads its TypeScript compiler, 15 MB, for the first file), and the heap grows only once there is work.
 *
 * What cannot be said here stands in the command: `--max-semi-space-size=8`. Young objects may have 67 MB else, which under many
 * requests they fill with what is garbage already.
 */
import { enableCompileCache } from "node:module";
import { setFlagsFromString } from "node:v8";

enableCompileCache();
setFlagsFromString("--semi-space-growth-factor=1");
// What is in use is 70 MB; without a word V8 lets garbage make 190 MB of it before it looks, and the process keeps what that
// took. Less than twice what is in use would make it look so often that answers wait.
setFlagsFromString("--heap-growing-percent=100");
