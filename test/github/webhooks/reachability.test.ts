import { expect, test } from "vitest";
import { reachabilityOf } from "../../../src/github/webhooks/reachability.ts";

const installation = { id: 5 };

test.each(["created", "unsuspend", "new_permissions_accepted"])(
  "an installation that is %s reaches its repositories",
  (action) => {
    const repositories = [
      { id: 1, full_name: "atlas/diagrams" },
      { id: 2, full_name: "not a name" },
    ];
    expect(reachabilityOf("installation", { action, installation, repositories })).toEqual({
      kind: "reachable",
      installationId: 5,
      repositories: [{ databaseId: 1, repository: { owner: "atlas", name: "diagrams" } }],
    });
  },
);

test.each([
  [1_764_324_000, "2025-11-28T10:00:00Z"],
  ["2025-11-28T10:00:00Z", "2025-11-28T10:00:00Z"],
])("an installation that is created says since when, as %s", (created_at, at) => {
  const payload = { action: "created", installation: { id: 5, created_at }, repositories: [] };
  expect(reachabilityOf("installation", payload)).toMatchObject({ at });
  expect(reachabilityOf("installation", { ...payload, action: "unsuspend" })).not.toHaveProperty("at");
});

test("repositories that are added are reached, too", () => {
  const payload = { action: "added", installation, repositories_added: [{ id: 3, full_name: "atlas/maps" }] };
  expect(reachabilityOf("installation_repositories", payload)).toMatchObject({
    repositories: [{ databaseId: 3, repository: { owner: "atlas", name: "maps" } }],
  });
});

const at = "2026-11-24T10:00:00Z";
const repository = { id: 4, name: "diagrams", owner: { login: "atlas" }, updated_at: at };

test.each([
  ["renamed", { repository: { name: { from: "drawings" } } }, { owner: "atlas", name: "drawings" }],
  ["transferred", { owner: { from: { user: { login: "ada" } } } }, { owner: "ada", name: "diagrams" }],
  [
    "transferred",
    { owner: { from: { organization: { login: "old" } } } },
    { owner: "old", name: "diagrams" },
  ],
])("a repository that is %s takes along what waits", (action, changes, from) => {
  expect(reachabilityOf("repository", { action, installation, repository, changes })).toEqual({
    kind: "moved",
    databaseId: 4,
    from,
    to: { owner: "atlas", name: "diagrams" },
    installationId: 5,
    at,
  });
});

test.each([
  ["installation", { action: "deleted", installation }],
  ["installation", null],
  ["repository", { action: "edited", installation, repository, changes: {} }],
  ["issue_comment", { action: "created", installation }],
])("%s that says nothing of it is none", (name, payload) => {
  expect(reachabilityOf(name, payload)).toBeNull();
});
