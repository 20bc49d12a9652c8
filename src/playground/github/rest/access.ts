import { Refused } from "../acts/refused.ts";
import { isCollaborator } from "../acts/review-requests.ts";
import { accountJson } from "../shapes/account.ts";
import { defineRoutes, findRepository, notFound, repositoryRoleOf } from "./route.ts";

export const accessRoutes = defineRoutes({
  "GET /repos/{owner}/{repo}/collaborators/{username}": {
    needs: "metadata:read",
    run: (request) => {
      const account = request.world.findAccount(request.params["username"] ?? "");
      if (account === undefined || !isCollaborator(findRepository(request), account)) throw notFound();
      return { status: 204, body: null };
    },
  },
  "GET /repos/{owner}/{repo}/collaborators/{username}/permission": {
    needs: "metadata:read",
    run: (request) => {
      const { world, params } = request;
      const repository = findRepository(request);
      const account = world.findAccount(params["username"] ?? "");
      if (account?.type !== "User") throw new Refused(404, `${params["username"]} is not a user`);
      const role = repositoryRoleOf(repository, account);
      // `permission` knows neither maintain nor triage; only `role_name` tells them apart.
      const permission = { admin: "admin", maintain: "write", write: "write", triage: "read", read: "read" };
      return {
        status: 200,
        body: {
          permission: role === null ? "none" : permission[role],
          role_name: role ?? "none",
          user: accountJson(world, account),
        },
      };
    },
  },
  "GET /orgs/{org}/teams/{team_slug}": {
    needs: "members:read",
    run: ({ world, actor, params }) => {
      const { org = "", team_slug = "" } = params;
      if (actor.kind === "installation" && actor.installation.account !== world.findAccount(org))
        throw notFound();
      if (!world.teams.has(`${org}/${team_slug}`.toLowerCase())) throw notFound();
      const url = `${world.apiUrl}/orgs/${org}/teams/${team_slug}`;
      return { status: 200, body: { slug: team_slug, name: team_slug, url } };
    },
  },
  "GET /orgs/{org}/teams/{team_slug}/memberships/{username}": {
    needs: "members:read",
    run: ({ world, actor, params }) => {
      const { org = "", team_slug = "", username = "" } = params;
      if (actor.kind === "installation" && actor.installation.account !== world.findAccount(org))
        throw notFound();
      const team = world.teams.get(`${org}/${team_slug}`.toLowerCase());
      const state = team?.get(username.toLowerCase());
      // An unknown team and somebody who is no member look the same.
      if (state === undefined) throw notFound();
      const url = `${world.apiUrl}/orgs/${org}/teams/${team_slug}/memberships/${username}`;
      return { status: 200, body: { state, role: "member", url } };
    },
  },
  "GET /user/{account_id}": {
    needs: "nothing",
    run: ({ world, params }) => {
      const account = world.findAccountById(Number(params["account_id"]));
      if (account === undefined) throw notFound();
      return { status: 200, body: { ...accountJson(world, account), name: null, email: null } };
    },
  },
  "GET /users/{username}": {
    needs: "nothing",
    run: ({ world, params }) => {
      const account = world.findAccount(params["username"] ?? "");
      if (account === undefined) throw notFound();
      return { status: 200, body: { ...accountJson(world, account), name: null, email: null } };
    },
  },
  "GET /rate_limit": {
    needs: "nothing",
    run: ({ actor, rateLimits }) => {
      const core = rateLimits.look(actor, "core");
      return {
        status: 200,
        body: { resources: { core, graphql: rateLimits.look(actor, "graphql") }, rate: core },
      };
    },
  },
  "GET /meta": {
    needs: "nothing",
    run: () => ({ status: 200, body: { verifiable_password_authentication: false, hooks: ["127.0.0.0/8"] } }),
  },
});
