import type { Campaign } from "../../src/domain/campaign.ts";
import type { DiagramId } from "../../src/domain/diagram-id.ts";
import type { SiteInput } from "../../src/site/site-input.ts";
import { madeCampaign, siteInput } from "./made-sites.ts";

/** Does something wherever it is taken for markup, an attribute, an address, a formula or a script. */
const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(1)>' onclick='alert(1)\u202e`;

const yaml = (text: string) => JSON.stringify(text);

const CATALOG = `categories:
  - name: ${yaml(HOSTILE)}
    planned: 9
    groups:
      - { key: "../../x", name: ${yaml("</title><style>*{}</style>")}, planned: 2, diagrams: { H-A: ${yaml(HOSTILE)} } }
      - { key: con, name: "=cmd|' /C calc'!A0", planned: 1, diagrams: { H-B: "=HYPERLINK(\\"x\\")" } }
      - { key: CON, name: "${"x".repeat(190)}", planned: 1, diagrams: { H-C: { name: "a\u2066b", was: H-OLD } } }
      - { key: "?a=b&c#d", name: "{{constructor}}", planned: 1, diagrams: { H-D: "javascript:alert(1)" } }
  - { name: "..", planned: 1 }
  - { name: "日本語", planned: 1 }
phases:
  - { name: ${yaml(HOSTILE)}, when: ${yaml(HOSTILE)}, items: [{ match: H-A, label: ${yaml(HOSTILE)} }] }
`;

/** A campaign in which everything that anybody may write is an attack. */
function hostileCampaign(): Campaign {
  const campaign = madeCampaign([{ path: "catalog/a.yml", text: CATALOG }], { share: 1, done: 0.5 });
  const assignments = new Map(
    [...campaign.assignments].map(([id, assignment]) => [
      id,
      {
        ...assignment,
        assignee: HOSTILE,
        reviewer: "../../../etc",
        notes: HOSTILE,
        sources: [{ url: "https://example.org/?a=1&b=%22", title: HOSTILE }],
        verification: { ...assignment.verification, verified_by: "__proto__" },
      },
    ]),
  );
  return { ...campaign, assignments };
}

export function hostileSite(): SiteInput {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>`;
  const mermaid = `flowchart LR\n  A["<img src=x onerror=parent.postMessage('got out','*')>"] --> B\n  click A href "javascript:alert(1)"\n`;
  return siteInput(hostileCampaign(), {
    drawings: new Map([
      [
        "H-A" as DiagramId,
        [
          { path: `diagrams/${HOSTILE}.md`, line: 3, kind: "mermaid", text: mermaid, picture: null },
          { path: "diagrams/a'b.puml", line: 1, kind: "plantuml", text: HOSTILE, picture: null },
          {
            ...{ path: "diagrams/x.svg", line: 1, kind: "svg", text: null },
            picture: { bytes: new TextEncoder().encode(svg), extension: "svg" },
          },
        ],
      ],
    ]),
  });
}
