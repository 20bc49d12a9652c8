/** What a program that a test starts needs to know of this process: where others lie, and what was compiled before. */
const NAMES = ["PATH", "NODE_EXTRA_CA_CERTS", "NODE_COMPILE_CACHE"];

export function childEnvironment(): Readonly<Record<string, string>> {
  return Object.fromEntries(NAMES.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
