/** A page of the documentation: a Markdown file of this repository, and where it stands on the web. */
export interface DocPage {
  /** Path in the repository. */
  readonly source: string;
  /** Below the documentation's address: ends with a slash, or is empty. */
  readonly path: string;
  /** In the list of pages. */
  readonly label: string;
}

const doc = (name: string, label: string): DocPage => ({
  source: `.github/docs/${name}.md`,
  path: `${name}/`,
  label,
});

/** Every page, in the order in which they are listed. A test holds it to the files that there are. */
export const DOC_PAGES: readonly (readonly [group: string, pages: readonly DocPage[]])[] = [
  [
    "Begin",
    [
      { source: "README.md", path: "", label: "What it is" },
      doc("install", "Installing it"),
      doc("faq", "Questions"),
      doc("troubleshooting", "When something is wrong"),
    ],
  ],
  ["Look up", [doc("reference", "Reference"), doc("gates", "The gates"), doc("action", "The Action")]],
  [
    "Host it",
    [
      doc("operations", "Hosting"),
      doc("permissions", "Permissions"),
      doc("privacy", "Privacy"),
      { source: "SECURITY.md", path: "security/", label: "Security" },
    ],
  ],
  [
    "Decide",
    [
      doc("comparison", "Comparison"),
      doc("upgrading", "Upgrading"),
      doc("leaving", "Moving to it, and away"),
      { source: "CHANGELOG.md", path: "changelog/", label: "Changelog" },
    ],
  ],
  [
    "Work on it",
    [
      { source: ".github/CONTRIBUTING.md", path: "contributing/", label: "Contributing" },
      doc("architecture", "Architecture"),
      { source: ".github/CODE_OF_CONDUCT.md", path: "code-of-conduct/", label: "Code of conduct" },
    ],
  ],
];

export const ALL_DOC_PAGES: readonly DocPage[] = DOC_PAGES.flatMap(([, pages]) => pages);
