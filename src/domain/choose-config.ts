import { CONFIG_PATH, OTHER_CONFIG_PATH } from "./config.ts";
import type { SourceFile } from "./source-file.ts";

/** The configuration among the files that are there under its names; two are one that cannot be read. */
export function chooseConfig(found: readonly SourceFile[]): SourceFile | null {
  const [only = null, ...more] = found;
  if (more.length === 0) return only;
  const message = `${CONFIG_PATH} is there, too, so nobody knows which one counts. Keep one of them.`;
  return { path: OTHER_CONFIG_PATH, text: "", unread: { line: 1, column: 1, message } };
}
