import { digestOf } from "../domain/digest.ts";
import type { SiteAssets } from "./site-input.ts";

/**
 * No script and no style but from files of the site itself. Hosts of static pages send no headers, so it stands in each
 * page, before everything else.
 */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
].join("; ");

/** Where the files beside the pages are. Each is called by what it holds, so that none is ever stale. */
export interface AssetNames {
  readonly css: string;
  readonly script: string;
  readonly icon: string;
  /** What the search reads. */
  readonly index: string;
  /** The frame for drawings; null: there is nothing to draw. */
  readonly frame: string | null;
}

export function hashedName(name: string, extension: string, content: string): string {
  return `assets/${name}-${digestOf(content).slice(0, 10)}.${extension}`;
}

export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="5" fill="#0a3d2a"/><path fill="#a6f0c0" d="M5 5h6v6H5zM13 13h6v6h-6z"/><path fill="#79b8ff" d="M13 5h6v6h-6z"/><path fill="#e3a008" d="M5 13h6v6H5z"/></svg>\n`;

export function assetNamesOf(assets: SiteAssets, index: string, has: { frame: boolean }): AssetNames {
  return {
    css: hashedName("site", "css", assets.css),
    script: hashedName("site", "js", assets.script),
    icon: hashedName("icon", "svg", ICON),
    index: hashedName("index", "json", index),
    frame: has.frame ? "frame.html" : null,
  };
}
