import { existsSync } from "node:fs";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/opt/google/chrome/chrome",
];

/** The browser of the machine; `CHROMIUM` names another one. Throws with what to do where there is none. */
export function findChromium(): string {
  const named = process.env["CHROMIUM"];
  const found = named ?? PLACES.find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error(
    "The page is tested in a browser, and there is none: `apt-get install chromium` brings it, and CHROMIUM=/path names one that lies elsewhere.",
  );
}
