/**
 * How the inbox's tables came to be. Each entry brings them from the version of its index to the next, in one transaction.
 * Never edit one that was released: what waits in an inbox of that version is carried on by the next.
 */
export interface Migration {
  readonly sqlite: string;
  readonly postgres: string;
}

export const MIGRATIONS: readonly Migration[] = [
  {
    sqlite: `CREATE TABLE delivery (
        position INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'set-aside', 'done')),
        repository TEXT NOT NULL,
        owner TEXT NOT NULL,
        name TEXT NOT NULL,
        installation_id INTEGER,
        event TEXT,
        arrived_at INTEGER NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0,
        reason TEXT,
        token TEXT,
        done_at INTEGER
      ) STRICT;
      CREATE INDEX delivery_queue ON delivery (repository, position, arrived_at) WHERE state = 'waiting';
      CREATE INDEX delivery_kept ON delivery (position) WHERE state <> 'done';
      CREATE INDEX delivery_done ON delivery (done_at) WHERE state = 'done';
      CREATE TABLE repository (
        key TEXT PRIMARY KEY,
        not_before INTEGER NOT NULL DEFAULT 0,
        token TEXT,
        leased_until INTEGER NOT NULL DEFAULT 0,
        outbox TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE mark (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
    // Events are text and not jsonb, which would refuse a comment that contains U+0000.
    postgres: `CREATE TABLE diagram_tracker.delivery (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id text NOT NULL UNIQUE,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'set-aside', 'done')),
        repository text NOT NULL,
        owner text NOT NULL,
        name text NOT NULL,
        installation_id bigint,
        event text,
        arrived_at bigint NOT NULL,
        tries integer NOT NULL DEFAULT 0,
        reason text,
        token text,
        done_at bigint
      );
      CREATE INDEX delivery_queue ON diagram_tracker.delivery (repository, position) WHERE state = 'waiting';
      CREATE INDEX delivery_kept ON diagram_tracker.delivery (position) WHERE state <> 'done';
      CREATE INDEX delivery_done ON diagram_tracker.delivery (done_at) WHERE state = 'done';
      CREATE TABLE diagram_tracker.repository (
        key text PRIMARY KEY,
        not_before bigint NOT NULL DEFAULT 0,
        token text,
        leased_until bigint,
        outbox text
      );
      CREATE INDEX repository_leased ON diagram_tracker.repository (leased_until) WHERE leased_until IS NOT NULL;
      CREATE TABLE diagram_tracker.mark (name text PRIMARY KEY, value text NOT NULL)`,
  },
  {
    sqlite: intoRepositoryRow("", "INTEGER", "TEXT", "STRICT, WITHOUT ROWID"),
    // Whose turn it was stood in pg-boss's tables; nobody holds a turn of theirs any more.
    postgres: `${intoRepositoryRow("diagram_tracker.", "bigint", "text", "")}
      UPDATE diagram_tracker.repository SET token = NULL, leased_until = NULL;
      UPDATE diagram_tracker.delivery SET token = NULL;
      DROP INDEX diagram_tracker.repository_leased;
      DROP SCHEMA IF EXISTS diagram_tracker_jobs CASCADE;`,
  },
  {
    sqlite: declinedReplies("", "INTEGER", "TEXT", "STRICT, WITHOUT ROWID"),
    postgres: declinedReplies("diagram_tracker.", "bigint", "text", ""),
  },
  {
    sqlite: looks("", "INTEGER", "unixepoch(value)"),
    postgres: looks("diagram_tracker.", "bigint", "floor(extract(epoch FROM CAST(value AS timestamptz)))"),
  },
  {
    sqlite: `${repositoryIds("", "INTEGER")}
      ${plainIds("", "instr(id, ':')", "GLOB", "[0-9]*")}`,
    postgres: `${repositoryIds("diagram_tracker.", "bigint")}
      ${plainIds("diagram_tracker.", "strpos(id, ':')", "SIMILAR TO", "[0-9]%")}`,
  },
  {
    sqlite: recentWrites("", "INTEGER", "TEXT", "STRICT, WITHOUT ROWID"),
    postgres: recentWrites("diagram_tracker.", "bigint", "text", ""),
  },
];

/** Version 2: all that is known of a repository stands in its row, and these tables alone say whose turn it is. */
function intoRepositoryRow(schema: string, number: string, text: string, kind: string): string {
  const repository = (column: string) => `ALTER TABLE ${schema}repository ADD COLUMN ${column};`;
  return `ALTER TABLE ${schema}delivery ADD COLUMN happened_at ${number} NOT NULL DEFAULT 0;
    UPDATE ${schema}delivery SET happened_at = arrived_at WHERE state <> 'done';
    ${[
      `owner ${text}`,
      `name ${text}`,
      `installation_id ${number}`,
      `installation_since ${number}`,
      `held_at ${number}`,
      `held_reason ${text}`,
      `due_at ${number}`,
      `looked_until ${number}`,
      `quiet_looks ${number} NOT NULL DEFAULT 0`,
      `last_day ${text}`,
    ]
      .map(repository)
      .join("\n")}
    CREATE INDEX repository_due ON ${schema}repository (due_at) WHERE due_at IS NOT NULL;
    CREATE TABLE ${schema}installation (
      id ${number} PRIMARY KEY,
      served ${number} NOT NULL DEFAULT 0,
      held_at ${number},
      held_reason ${text}
    ) ${kind.replace(", WITHOUT ROWID", "")};
    CREATE TABLE ${schema}moved (
      key ${text} PRIMARY KEY,
      owner ${text} NOT NULL,
      name ${text} NOT NULL,
      moved_at ${number} NOT NULL
    ) ${kind};
    CREATE TABLE ${schema}leader (
      name ${text} PRIMARY KEY,
      holder ${text} NOT NULL,
      leased_until ${number} NOT NULL
    ) ${kind};`;
}

/** Version 3: whom something was declined, for an hour. */
function declinedReplies(schema: string, number: string, text: string, kind: string): string {
  return `CREATE TABLE ${schema}declined (
      event ${text} PRIMARY KEY,
      installation_id ${number} NOT NULL,
      person ${text} NOT NULL,
      declined_at ${number} NOT NULL
    ) ${kind};
    CREATE INDEX declined_person ON ${schema}declined (installation_id, person, declined_at);
    CREATE INDEX declined_old ON ${schema}declined (declined_at);`;
}

/** Version 4: until when all is known of a repository stands in its row, and how often looking there failed in a row. */
function looks(schema: string, number: string, seconds: string): string {
  const prefix = "reconciled:";
  return `ALTER TABLE ${schema}repository ADD COLUMN failed_looks ${number} NOT NULL DEFAULT 0;
    INSERT INTO ${schema}repository (key, looked_until)
    SELECT substr(name, ${prefix.length + 1}), CAST(${seconds} AS bigint) * 1000 FROM ${schema}mark
    WHERE name LIKE '${prefix}%'
    ON CONFLICT (key) DO UPDATE SET looked_until = excluded.looked_until;
    DELETE FROM ${schema}mark WHERE name LIKE '${prefix}%';`;
}

/** Version 5: a repository is known by GitHub's ID of it, which it keeps under every name. */
function repositoryIds(schema: string, number: string): string {
  return `ALTER TABLE ${schema}delivery ADD COLUMN database_id ${number};
    ALTER TABLE ${schema}repository ADD COLUMN database_id ${number};
    ALTER TABLE ${schema}repository ADD COLUMN name_since ${number};
    ALTER TABLE ${schema}moved ADD COLUMN database_id ${number};
    CREATE INDEX repository_id ON ${schema}repository (database_id) WHERE database_id IS NOT NULL;`;
}

/**
 * Version 5: `owner/name:comment-4711` becomes `comment-4711`, as `eventId` has it. Where both names of a repository that
 * moved had one, the older one keeps the ID.
 */
function plainIds(schema: string, colon: string, like: string, number: string): string {
  const key = `substr(id, ${colon} + 1)`;
  const kinds = ["comment", "review", "review-comment"].map((kind) => `${key} ${like} '${kind}-${number}'`);
  return `UPDATE ${schema}delivery SET id = ${key} WHERE position IN (
      SELECT min(position) FROM ${schema}delivery WHERE id LIKE '%/%:%' AND (${kinds.join(" OR ")})
      GROUP BY ${key});`;
}

/** Version 6: what was written on GitHub, for as long as reads may not show it. */
function recentWrites(schema: string, number: string, text: string, kind: string): string {
  return `CREATE TABLE ${schema}written (
      repository ${text} NOT NULL,
      what ${text} NOT NULL,
      id ${number} NOT NULL,
      said ${text} NOT NULL,
      written_at ${number} NOT NULL,
      PRIMARY KEY (repository, what)
    ) ${kind};
    CREATE INDEX written_old ON ${schema}written (written_at);`;
}
