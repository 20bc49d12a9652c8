import type { FileChange } from "../../domain/source-file.ts";

export const ISSUE_FORMS = ".github/ISSUE_TEMPLATE";

/** An issue form whose text is the claim itself: opening the issue runs it. */
export function claimForm(example: string): FileChange {
  const text = `name: Take a diagram
description: Claim a diagram of the campaign, so that nobody else makes it at the same time
title: "Diagram: "
body:
  - type: textarea
    id: claim
    attributes:
      label: Which one?
      description: >-
        Write the ID behind the command, for instance ${example}; the tracker lists them all. "next" instead of an ID
        lets the bot choose. It answers below.
      value: "/claim "
    validations:
      required: true
  - type: textarea
    id: notes
    attributes:
      label: Anything that others should know?
      description: Sources that you have, or questions. This may stay empty.
`;
  return { path: `${ISSUE_FORMS}/claim-diagram.yml`, text };
}
