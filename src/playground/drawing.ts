/** What is drawn in the playground: the path of a linearizable write, each way as it is at first and as it has to be. */
const drawing = (edges: string, orange: string): string => `# How etcd takes a linearizable write

\`\`\`mermaid
flowchart LR
  NLB["AWS NLB<br/>3 zones, 45K req/s"]:::edge
  subgraph members["etcd 3.5, 3 members"]
    L["Leader<br/>m6i.2xlarge, gp3 16K IOPS<br/>$2,900/month in all"]:::state
    F["Follower<br/>m6i.2xlarge"]:::state
  end
${edges}
  L -.->|"leader fails: re-election within 1s, writes wait, then recover"| F
  classDef edge fill:#0066CC,stroke:#004499,color:#fff
  classDef state fill:${orange},stroke:#CC6600,color:#fff
\`\`\`
`;

/** No latency at its edges, and an orange that is not the palette's. */
export const FIRST_DRAWING = drawing("  NLB --> L\n  L --> F", "#FFA500");

export const MENDED_DRAWING = drawing(
  '  NLB -->|"p50: 1.2ms, p99: 9ms"| L\n  L -->|"AppendEntries, p50: 0.8ms, p99: 4ms"| F',
  "#FF8800",
);

const sequence = (write: string, orange: string): string => `# How etcd takes a linearizable write

\`\`\`mermaid
sequenceDiagram
  participant C as Client
  participant NLB as AWS NLB<br/>3 zones, 45K req/s
  box ${orange} etcd 3.5, 3 members, $2,900/month in all
    participant L as Leader<br/>m6i.2xlarge, gp3 16K IOPS
    participant F as Follower<br/>m6i.2xlarge
  end
  C->>NLB: put
  NLB->>L: put
  L->>F: AppendEntries${write}
  F-->>L: ok
  L-->>C: done
  alt leader fails
    F->>F: re-election within 1s, writes wait, then recover
  end
\`\`\`
`;

/** The same faults as the flow's. */
export const FIRST_SEQUENCE = sequence("", "#FFA500");

export const MENDED_SEQUENCE = sequence(", p50: 0.8ms, p99: 4ms", "#FF8800");

/** What only a person can tell, in a pull request's description. */
export const TICKED = `I compared every figure with the sources.

- [x] Production Data
- [x] Date Current
- [x] 3 AM Test`;
