import { GROUND, STAGES } from "./stages.ts";
import { table } from "./table.ts";

const STAGES_BLOCK = /(?<=<!-- stages -->\n)[\s\S]*?(?=<!-- \/stages -->)/;

/** The architecture page with the table of stages that a test holds the code to; the rest is people's. */
export function renderArchitecturePage(page: string): string {
  if (!STAGES_BLOCK.test(page)) throw new Error("the architecture page has no place for the stages");
  const stages = STAGES.map(({ name, what, files, again }) => [
    name,
    what + (again === undefined ? "" : `. Entered again later: ${again}`),
    listed(files),
  ]);
  const ground = GROUND.map(({ what, files }) => ["(below all)", what, listed(files)]);
  return page.replace(
    STAGES_BLOCK,
    () => `${table(["Stage", "What", "Where, in `src`"], [...stages, ...ground])}\n`,
  );
}

function listed(files: readonly string[]): string {
  return files.map((file) => `\`${file}\``).join(", ");
}
