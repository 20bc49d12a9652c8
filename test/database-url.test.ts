import pg from "pg";
import { describe, expect, test } from "vitest";
import { askForTls } from "../src/database-url.ts";

describe("TLS to PostgreSQL", () => {
  test.each([
    [
      "postgres://bot:p%40ss@db.example.com/inbox",
      "postgres://bot:p%40ss@db.example.com/inbox?sslmode=verify-full",
    ],
    [
      "postgresql://bot@10.0.0.5:5433/inbox?application_name=x",
      "postgresql://bot@10.0.0.5:5433/inbox?application_name=x&sslmode=verify-full",
    ],
    [
      "postgres://bot@localhost.example.com/inbox",
      "postgres://bot@localhost.example.com/inbox?sslmode=verify-full",
    ],
    ["postgres://bot@127.evil.example/inbox", "postgres://bot@127.evil.example/inbox?sslmode=verify-full"],
    ["postgres://bot@[2001:db8::1]/inbox", "postgres://bot@[2001:db8::1]/inbox?sslmode=verify-full"],
    [
      "postgres://localhost/inbox?host=db.example.com",
      "postgres://localhost/inbox?host=db.example.com&sslmode=verify-full",
    ],
    // As a template leaves them that nobody filled in; the driver would speak in the clear.
    ["postgres://bot@db/inbox?sslmode=", "postgres://bot@db/inbox?sslmode=&sslmode=verify-full"],
    ["postgres://bot@db/inbox?ssl=", "postgres://bot@db/inbox?ssl=&sslmode=verify-full"],
    [
      "postgres://bot@db/inbox?sslnegotiation=postgres",
      "postgres://bot@db/inbox?sslnegotiation=postgres&sslmode=verify-full",
    ],
  ])("is asked for: %s", (address, asked) => expect(askForTls(address)).toBe(asked));

  test.each([
    "postgres://bot@localhost/inbox",
    "postgres://bot@LOCALHOST:5433/inbox",
    "postgres://bot@127.0.0.1/inbox",
    "postgres://bot@[::1]/inbox",
    "postgres://bot:secret@/inbox",
    "postgres:///inbox?host=/var/run/postgresql",
    "postgres://bot@%2Fvar%2Frun%2Fpostgresql/inbox",
  ])("is not, on this machine: %s", (address) => expect(askForTls(address)).toBe(address));

  test.each([
    "postgres://bot@db/inbox?sslmode=disable",
    "postgres://bot@db/inbox?sslmode=no-verify",
    "postgres://bot@db/inbox?ssl=0",
    "postgres://bot@db/inbox?sslrootcert=/etc/ca.pem",
  ])("is what the address says: %s", (address) => expect(askForTls(address)).toBe(address));

  test("is what libpq's variables say", () => {
    const address = "postgres://bot@db.example.com/inbox";
    expect(askForTls(address, { PGSSLMODE: "require" })).toBe(address);
    expect(askForTls("postgres:///inbox", { PGHOST: "db.example.com" })).toBe(
      "postgres:///inbox?sslmode=verify-full",
    );
    expect(askForTls("postgres://bot:secret@/inbox", { PGHOST: "db.example.com" })).toBe(
      "postgres://bot:secret@/inbox?sslmode=verify-full",
    );
    // The driver takes what it does not know for no TLS.
    expect(askForTls(address, { PGSSLMODE: "verifyfull" })).toBe(`${address}?sslmode=verify-full`);
  });

  test("is what the driver then does", () => {
    const tlsOf = (url: string): unknown => Reflect.get(new pg.Client({ connectionString: url }), "ssl");
    for (const end of ["", "?sslmode=", "?ssl=", "?sslnegotiation=postgres", "?sslmode=verifyfull"]) {
      expect(tlsOf(askForTls(`postgres://bot@db/inbox${end}`)), end).toEqual({});
    }
    expect(tlsOf(askForTls("postgres://bot@localhost/inbox"))).toBe(false);
  });
});
