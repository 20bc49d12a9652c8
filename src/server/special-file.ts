import { statSync } from "node:fs";

/** A device, a pipe or a socket: to be opened it may be waited for, and it is not this server's to change. */
export function isSpecialFile(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}
