import { siteAssets } from "../../cli/site-assets.ts";
import type { CivilDate } from "../../domain/civil-date.ts";
import { CONFIG_PATH } from "../../domain/config.ts";
import { readRepositoryState } from "../../domain/repository-state.ts";
import type { SourceFile } from "../../domain/source-file.ts";
import { pictureKind, SiteDrawings } from "../../site/find-site-drawings.ts";
import { renderSite } from "../../site/render-site.ts";
import type { RepositoryHandle } from "../github/repository-handle.ts";

type Files = ReadonlyMap<string, string | Uint8Array>;

/** The page of the repository as it is now, built anew when somebody asks after it has changed. */
export class LiveSite {
  private readonly repository: RepositoryHandle;
  private readonly now: () => number;
  private built: { readonly key: string; readonly files: Files } | null = null;

  constructor(repository: RepositoryHandle, now: () => number) {
    this.repository = repository;
    this.now = now;
  }

  /** `origin`: where it is served; links to the repository lead to the panel there. */
  files(origin: string): Files {
    const today = new Date(this.now()).toISOString().slice(0, 10) as CivilDate;
    const oid = this.repository.head();
    const key = `${origin} ${oid} ${today}`;
    if (this.built?.key !== key) this.built = { key, files: this.build(origin, oid, today) };
    return this.built.files;
  }

  private build(origin: string, oid: string, today: CivilDate): Files {
    const { repository } = this;
    const paths = repository.files();
    const read = (path: string): SourceFile => ({ path, text: repository.file(path) ?? "" });
    const config = repository.file(CONFIG_PATH) === null ? null : read(CONFIG_PATH);
    const none = { catalog: [], assignments: [], trackers: [] };
    const folders = readRepositoryState({ config, ...none }).config.paths;
    const inFolder = (folder: string) => paths.filter((path) => path.startsWith(`${folder}/`));
    const yamlIn = (folder: string) =>
      inFolder(folder)
        .filter((path) => /\.ya?ml$/.test(path))
        .map(read);
    const state = readRepositoryState({
      config,
      catalog: yamlIn(folders.catalog),
      assignments: yamlIn(folders.assignments),
      trackers: [],
    });
    const drawings = new SiteDrawings(state.catalog, folders.diagrams);
    for (const path of inFolder(folders.diagrams)) {
      const bytes = pictureKind(path) === null ? null : repository.bytes(path);
      drawings.add(bytes === null ? read(path) : { path, bytes });
    }
    const assignments = new Map([...state.assignments].map(([id, { assignment }]) => [id, assignment]));
    const { catalog } = state;
    const site = renderSite({
      campaign: { catalog, config: state.config, assignments, today },
      isBroken: (id) => state.broken.has(id),
      isPaused: state.pause !== null,
      repository: `${origin}/play`,
      base: `${origin}/`,
      commit: { oid, at: `${new Date(this.now()).toISOString().slice(0, 19)}Z` },
      drawings: drawings.byDiagram,
      withFrame: true,
      hasClaimForm: false,
      assets: siteAssets,
    });
    return new Map([...site].map(({ path, content }) => [path, content]));
  }
}
