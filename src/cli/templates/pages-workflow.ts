import type { FileChange } from "../../domain/source-file.ts";
import {
  ACTION_REPOSITORY,
  type ActionPin,
  minuteOf,
  WORKFLOWS,
  type WorkflowTarget,
} from "./action-workflows.ts";

/** What the campaign's configuration says of where its files are. */
export interface PagesSource extends WorkflowTarget {
  /** Folders and files of which the page is made. */
  readonly paths: readonly string[];
  /** Where the bot keeps its state on a branch of its own; null: on the default branch. */
  readonly state: { readonly branch: string; readonly folder: string } | null;
}

/**
 * Builds the page and gives it to GitHub Pages. The bot's own commits start no workflow (`[skip ci]`, or GITHUB_TOKEN), so it
 * looks by the hour, too; what is published already is not published again.
 */
export function pagesWorkflow({ commit, release }: ActionPin, source: PagesSource): FileChange {
  const { defaultBranch, repository, paths, state } = source;
  const text = `# Publishes the campaign's page. Written by \`diagram-tracker init --pages\`. Once, by hand: Settings, Pages, "Source:
# GitHub Actions".
name: Diagram Tracker page
on:
  push:
    branches: [${JSON.stringify(defaultBranch)}]
    paths: [${paths.map((path) => JSON.stringify(path)).join(", ")}]
  # The bot's commits start no workflow: this finds what they changed.
  schedule:
    - cron: "${minuteOf(repository)} * * * *"
  workflow_dispatch:
permissions: {}
# One at a time; none is ended while it publishes.
concurrency:
  group: diagram-tracker-page
  cancel-in-progress: false
jobs:
  build:
    name: Build the page
    if: "!github.event.repository.fork"
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      contents: read # the campaign's files
      pages: read # the page's address
    outputs:
      changed: \${{ steps.look.outputs.changed }}
    steps:
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          path: campaign
          fetch-depth: 0 # the page says of which commit it is
          persist-credentials: false
${state === null ? "" : stateStep(state)}      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          repository: ${ACTION_REPOSITORY}
          ref: ${commit} # ${release}
          path: tracker
          persist-credentials: false
      - uses: actions/setup-node@6044e13b5dc448c55e2357c09f80417699197238 # v6.2.0
        with:
          node-version: 24
          package-manager-cache: false
      - id: pages
        uses: actions/configure-pages@983d7736d9b0ae728b81ab479565c72886d7745b # v5.0.0
      - id: look
        name: Build it, and look whether it is published already
        env:
          BASE: \${{ steps.pages.outputs.base_url }}
        run: |
          node tracker/dist/diagram-tracker.js site --repo campaign --out "$RUNNER_TEMP/page" --base "$BASE" --url "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY"
          published="$(curl -fsSL --max-time 20 "\${BASE%/}/version.txt?$GITHUB_RUN_ID" || true)"
          if [ "$published" = "$(cat "$RUNNER_TEMP/page/version.txt")" ]; then
            echo "It is published already."
          else
            echo "changed=true" >> "$GITHUB_OUTPUT"
          fi
      - if: steps.look.outputs.changed == 'true'
        uses: actions/upload-pages-artifact@7b1f4a764d45c48632c6b24a0339c27f5614fb0b # v4.0.0
        with:
          path: \${{ runner.temp }}/page
  publish:
    name: Publish the page
    needs: build
    if: needs.build.outputs.changed == 'true'
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      pages: write # publish
      id-token: write # show GitHub Pages which workflow this is
    environment:
      name: github-pages
      url: \${{ steps.publish.outputs.page_url }}
    steps:
      - id: publish
        uses: actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e # v4.0.5
`;
  return { path: `${WORKFLOWS}/diagram-tracker-page.yml`, text };
}

/** The newest state lies on the bot's own branch. */
function stateStep({ branch, folder }: { readonly branch: string; readonly folder: string }): string {
  return `      - name: Take the newest state from the bot's branch
        working-directory: campaign
        env:
          BRANCH: ${JSON.stringify(branch)}
          FOLDER: ${JSON.stringify(folder)}
        run: git checkout "origin/$BRANCH" -- "$FOLDER"
`;
}
