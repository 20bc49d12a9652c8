/** An assignment by hand, to which the made-up fields are added. */
export const TEXT = `assignment:
  diagram_id: G-LIN-FL # keep
  status: pending
  notes: the end
`;
