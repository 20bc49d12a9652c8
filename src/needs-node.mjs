/**
 * Preloaded by the commands of package.json. `npm ci` brings the right Node.js along, but not with `--ignore-scripts`; an older
 * one would only say that it does not know the file extension ".ts".
 */
const OLDEST = 24;
if (Number.parseInt(process.versions.node, 10) < OLDEST) {
  process.stderr.write(
    `error: This needs Node.js ${OLDEST}; this is ${process.versions.node}. \`npm rebuild node\` fetches it into this folder, as \`npm ci\` does without --ignore-scripts.\n`,
  );
  process.exit(1);
}
