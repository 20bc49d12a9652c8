import { registerHooks } from "node:module";
import { TextDocument } from "vscode-languageserver-textdocument";

// The language service imports JSON without saying so, which only bundlers take.
const hooks = registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith(".json") ? { ...context, importAttributes: { type: "json" } } : context),
});
const { validate } = await import("@actions/languageservice/validate");
hooks.deregister();

let checked = 0;

/**
 * What GitHub's own language service finds wrong with a workflow or an `action.yml` (its name tells which): keys, values,
 * events, expressions and contexts. As `file:line: what`.
 */
export async function problemsOfWorkflow(path: string, text: string): Promise<string[]> {
  // It keeps what it read by its address, whatever the text is then.
  checked++;
  const document = TextDocument.create(`file:///${checked}/${path}`, "yaml", 1, text);
  const found = await validate(document);
  return found.map(({ range, message }) => `${path}:${range.start.line + 1}: ${message}`).sort();
}
