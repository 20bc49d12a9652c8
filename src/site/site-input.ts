import type { Campaign } from "../domain/campaign.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import type { Picture } from "./files/picture.ts";

/** A drawing as the page shows it. */
export interface SiteDrawing {
  /** Path in the repository. */
  readonly path: string;
  readonly line: number;
  readonly kind: string;
  /** Mermaid is drawn in the browser; of everything else with a text the text is shown. Null: a picture. */
  readonly text: string | null;
  /** The picture's own bytes, where it is one that a browser shows. */
  readonly picture: {
    readonly bytes: Uint8Array;
    readonly extension: "svg" | "png" | "jpg" | "gif" | "webp";
  } | null;
}

/** What stands in files beside the pages, under a name that changes with it. */
export interface SiteAssets {
  readonly css: string;
  /** The script of every page. */
  readonly script: string;
  /** The script of the frame in which Mermaid draws, and Mermaid itself. */
  readonly frameScript: string;
  readonly mermaid: () => string;
  readonly encodePng: (picture: Picture) => Uint8Array;
}

/** All that a site is made of. The same input gives the same bytes. */
export interface SiteInput {
  readonly campaign: Campaign;
  /** Whose file cannot be read: the last known state is shown. */
  readonly isBroken: (id: DiagramId) => boolean;
  /** Claims are declined at the moment. */
  readonly isPaused: boolean;
  /** The repository's page on GitHub, without a slash at the end. */
  readonly repository: string;
  /** Where the site will be, with a slash at the end; null: nobody knows, and what needs it is left out. */
  readonly base: string | null;
  /** The last commit that changed the campaign; null: there is none. */
  readonly commit: { readonly oid: string; readonly at: string } | null;
  readonly drawings: ReadonlyMap<DiagramId, readonly SiteDrawing[]>;
  /** The frame for Mermaid is there in any case, for pages beside the site's. */
  readonly withFrame?: boolean;
  /** The repository has the form that `init` writes, which opens filled in. */
  readonly hasClaimForm: boolean;
  readonly assets: SiteAssets;
}

/** A file of the site. */
export interface SiteFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}
