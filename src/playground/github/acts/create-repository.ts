import { ObjectStore } from "../git/objects.ts";
import type { Repository } from "../model.ts";
import type { World } from "../world.ts";
import { commitChanges, type Files, treeChangesOf } from "./commits.ts";

export interface NewRepository {
  readonly owner: string;
  readonly name: string;
  readonly files?: Files;
  readonly defaultBranch?: string;
  readonly isPrivate?: boolean;
  readonly isFork?: boolean;
  /** Default: an organization, which has teams. */
  readonly ownerType?: "Organization" | "User";
}

/** A repository with its first commit. */
export function createRepository(world: World, wanted: NewRepository): Repository {
  const owner = world.account(wanted.owner, wanted.ownerType ?? "Organization");
  const id = world.nextId();
  const state: Repository = {
    id,
    nodeId: `R_${id}`,
    owner,
    name: wanted.name,
    isPrivate: wanted.isPrivate ?? false,
    defaultBranch: wanted.defaultBranch ?? "main",
    createdAt: world.now(),
    pushedAt: world.now(),
    deletions: [],
    secrets: null,
    objects: new ObjectStore(),
    branches: new Map(),
    lag: null,
    forkBranches: new Map(),
    permissions: new Map(),
    threads: new Map(),
    comments: new Map(),
    labels: new Map(),
    closing: { when: "at-once", waiting: [] },
    checkRuns: new Map(),
    checkSuites: new Map(),
    mergeQueues: new Map(),
    protections: new Map(),
    merging: { auto: false, mergeCommit: true, squash: true, rebase: true },
    actions: { mayOpenPulls: false, runs: [] },
    lastNumber: 0,
    isArchived: false,
    isFork: wanted.isFork ?? false,
  };
  const first = commitChanges(world, state, {
    parent: null,
    changes: treeChangesOf(state, wanted.files ?? { "README.md": `# ${wanted.name}\n` }),
    author: owner,
    message: "Initial commit",
  });
  state.branches.set(state.defaultBranch, first.oid);
  world.repositories.set(`${owner.login}/${wanted.name}`.toLowerCase(), state);
  return state;
}
