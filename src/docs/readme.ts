import { COMMANDS } from "../commands/all.ts";
import { code } from "../tracker/inert.ts";

const LIST = /(?<=<!-- commands -->\n)[\s\S]*?(?=\n<!-- \/commands -->)/;

/** The README with its list of commands as the commands themselves say it; the rest is people's. */
export function renderReadme(readme: string): string {
  if (!LIST.test(readme)) throw new Error("the README has no place for the list of commands");
  const names = COMMANDS.map(({ name, usage }) => code(`/${name}${usage ? ` ${usage}` : ""}`));
  return readme.replace(LIST, () => names.join(" · "));
}
