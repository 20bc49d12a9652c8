import { CONFIG_PATH, OTHER_CONFIG_PATH } from "./config.ts";
import { found } from "./findings.ts";
import type { SourceFile } from "./source-file.ts";

/** The configuration among the files that are there under its names; two are one that cannot be read. */
export function chooseConfig(files: readonly SourceFile[]): SourceFile | null {
  const [only = null, ...more] = files;
  if (more.length === 0) return only;
  const why = found("twoConfigurations", CONFIG_PATH);
  return { path: OTHER_CONFIG_PATH, text: "", unread: { line: 1, column: 1, ...why } };
}
