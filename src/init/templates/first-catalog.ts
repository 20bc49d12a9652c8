import type { FileChange } from "../../domain/source-file.ts";

/** A catalog to edit, for a campaign that has no tracker yet. */
export function firstCatalog(folder: string, schema: string): FileChange {
  const text = `# yaml-language-server: $schema=${schema}
# What is to be made. Files of this folder are read in the order of their names; one file a category is handy.
categories:
  - name: Examples
    # How many diagrams the category is to have in all, named or not.
    planned: 3
    groups:
      - key: EX1
        name: First examples
        planned: 3
        # ID: name. IDs are capitals and digits in parts that hyphens join; once used, an ID should stay.
        diagrams:
          EX-ONE-FL: Flow of the first example
          EX-ONE-SQ: Sequence of the first example

# What comes first. Each item is an ID, or all that begin alike: EX-ONE-*.
phases:
  - name: "Phase 1: Start here"
    when: Week 1
    items:
      - match: EX-ONE-*
        label: First examples
`;
  return { path: `${folder}/01-examples.yml`, text };
}
