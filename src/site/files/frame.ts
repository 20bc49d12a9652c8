import { html } from "../html.ts";
import type { SiteAssets, SiteFile } from "../site-input.ts";

/**
 * The page in which Mermaid draws: sandboxed without an origin, so that it reaches nothing, whatever a drawing makes it do.
 * Mermaid writes styles into what it draws, so this page alone allows them. A frame without an origin can load no modules.
 */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'";

export function* frameFiles(
  assets: SiteAssets,
  name: string,
  hashedName: (name: string, extension: string, content: string) => string,
): Generator<SiteFile> {
  const mermaid = assets.mermaid();
  const library = hashedName("mermaid", "js", mermaid);
  const script = hashedName("frame", "js", assets.frameScript);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="color-scheme" content="light dark">
<title>A drawing</title>
<script src="./${library}"></script>
<script src="./${script}"></script>
</head>
<body></body>
</html>
`;
  yield { path: library, content: mermaid };
  yield { path: script, content: assets.frameScript };
  yield { path: name, content: page.toString() };
}
