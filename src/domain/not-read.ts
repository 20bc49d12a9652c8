import { CONFIG_PATH } from "./config.ts";
import type { Problem } from "./problem.ts";
import type { NotRead } from "./source-file.ts";

/** The other ending of YAML files. A configuration of that name is easily taken for one that counts. */
export const OTHER_CONFIG_PATH = CONFIG_PATH.replace(/\.yml$/, ".yaml");

const WHAT: Readonly<Record<NotRead["is"], string>> = {
  link: "This is a symbolic link, and I do not follow links. Put what it leads to here.",
  submodule: "This is a submodule, and I read nothing in it. Put its files here.",
  folder: "This is a folder, and I read a file here. Move it, or choose another place in `paths`.",
  file: "This is a file, and I read a folder here. Move it, or choose another place in `paths`.",
  "other-name": `I read the configuration from ${CONFIG_PATH} only. Rename this file, or remove it.`,
};

export function notReadProblem({ path, is }: NotRead): Problem {
  return { file: path, line: 1, column: 1, severity: "error", message: WHAT[is] };
}

/** While one of these is not read, nothing is known about the campaign. A document that is not read is only not written. */
export function isDecisive({ place }: NotRead): boolean {
  return place !== "tracker";
}
