import type { FileChange } from "../../domain/source-file.ts";
import { ISSUE_FORMS } from "./claim-form.ts";

/** An issue form for a diagram that the catalog does not name yet. */
export function proposeForm(example: string): FileChange {
  const text = `name: Propose a diagram
description: Something that should be drawn and is not in the catalog yet
title: "Proposal: "
body:
  - type: input
    id: name
    attributes:
      label: What would it show?
      description: A name of a few words, as it would stand in the tracker.
    validations:
      required: true
  - type: input
    id: group
    attributes:
      label: Where does it belong?
      description: A group or category of the tracker, or a new one.
    validations:
      required: true
  - type: input
    id: key
    attributes:
      label: Which ID would fit?
      description: Like its neighbours, for instance ${example}. This may stay empty.
  - type: textarea
    id: sources
    attributes:
      label: Which sources are there?
      description: One address a line, from 2020 or later.
    validations:
      required: true
`;
  return { path: `${ISSUE_FORMS}/propose-diagram.yml`, text };
}
