/** Whose turn it is: one statement's worth of rules, the same for whoever asks. */

/** How long what a suspended or uninstalled installation left is kept, in ms. */
export const KEPT_WHILE_UNREACHABLE_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * `WITH` clauses that end in `line`: one row a repository of which something waits.
 * - The newest installation known for it: what GitHub said of the repository, or its newest delivery, whichever is later.
 * - It is held while its hold, or its installation's, is younger than all that happened there. What happened later proves
 *   that it can be reached again, also when nobody said so.
 * - What is heard late under a name that its repository has no more is not held: it moves on.
 * - `due_at`: under a lease, when that expires; while it is held, when the oldest has been kept long enough; else when it
 *   arrived or was put back for.
 */
export const LINE = `queue AS (
    SELECT repository, min(position) AS oldest, max(position) AS newest
    FROM {delivery} WHERE state = 'waiting' GROUP BY repository
  ), known AS (
    SELECT q.repository AS key, q.oldest, o.arrived_at, n.happened_at, r.token, r.leased_until, r.held_at, r.held_reason,
      coalesce(r.not_before, 0) AS not_before,
      CASE WHEN o.database_id = m.database_id THEN 1
           WHEN o.happened_at <= m.moved_at AND (o.database_id IS NULL OR m.database_id IS NULL) THEN 1
           ELSE 0 END AS is_late,
      CASE WHEN r.installation_since >= n.happened_at THEN r.installation_id ELSE n.installation_id END AS installation_id
    FROM queue q
    JOIN {delivery} o ON o.position = q.oldest
    JOIN {delivery} n ON n.position = q.newest
    LEFT JOIN {repository} r ON r.key = q.repository
    LEFT JOIN {moved} m ON m.key = q.repository
  ), held AS (
    SELECT k.key, k.oldest, k.arrived_at, k.not_before, k.token, k.leased_until, k.installation_id,
      coalesce(i.served, 0) AS served,
      CASE WHEN k.is_late = 1 THEN NULL
           WHEN k.held_at >= k.happened_at THEN k.held_reason
           WHEN i.held_at >= k.happened_at THEN i.held_reason END AS held_reason
    FROM known k LEFT JOIN {installation} i ON i.id = coalesce(k.installation_id, 0)
  ), line AS (
    SELECT h.*, CASE
        WHEN h.token IS NOT NULL THEN h.leased_until
        WHEN h.held_reason IS NOT NULL THEN h.arrived_at + ${KEPT_WHILE_UNREACHABLE_MS}
        WHEN h.not_before > h.arrived_at THEN h.not_before
        ELSE h.arrived_at END AS due_at
    FROM held h
  )`;
