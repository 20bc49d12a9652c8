/** Four diagrams of one group, six being planned. */
export const CATALOG = `categories:
  - name: Guarantees
    planned: 6
    groups:
      - key: G01
        name: Linearizability
        planned: 6
        diagrams:
          G-LIN-FL: Flow Diagram
          G-LIN-SQ: Sequence
          G-LIN-ST: State Machine
          G-LIN-FA: Failure Modes
`;
