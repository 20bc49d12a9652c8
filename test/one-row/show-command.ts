import { readFileSync } from "node:fs";
import { COMMANDS } from "../../src/commands/all.ts";
import { renderCommandTable } from "../../src/commands/help.ts";
import { renderReadme } from "../../src/docs/readme.ts";
import { renderReference } from "../../src/docs/reference.ts";
import { english } from "../../src/messages/english/english.ts";

// What the help, the README and the reference say of the command that was added.
const lineOf = (text: string) => text.split("\n").find((line) => line.includes("/wave"));
const readme = renderReadme(readFileSync(new URL("../../README.md", import.meta.url), "utf8"));
process.stdout.write(
  JSON.stringify({
    help: lineOf(renderCommandTable(COMMANDS, english.help)),
    readme: lineOf(readme)?.split(" · ").at(-1),
    reference: lineOf(await renderReference()),
  }),
);
