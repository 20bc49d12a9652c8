import { Refused } from "../acts/refused.ts";
import type { HttpAnswer } from "../exchange.ts";
import type { Installation } from "../model.ts";
import { accountJson } from "../shapes/account.ts";
import { appJson } from "../shapes/app.ts";
import { repositoryJson } from "../shapes/repository.ts";
import { isoSeconds } from "../shapes/time.ts";
import type { LoggedDelivery } from "../webhooks.ts";
import type { World } from "../world.ts";
import { canSee, defineRoutes, findRepository, notFound, paginate, type RestRequest } from "./route.ts";

/** What the App does as itself, with its JSON web token. */
export const appRoutes = defineRoutes({
  "GET /app": {
    needs: "app",
    run: ({ world }) => ({
      status: 200,
      body: { ...appJson(world), installations_count: world.installations.size },
    }),
  },
  "GET /app/installations": {
    needs: "app",
    run: (request) =>
      paginate(request, [...request.world.installations.values()], (i) => installationJson(request.world, i)),
  },
  "GET /app/installations/{installation_id}": {
    needs: "app",
    run: (request) => ({ status: 200, body: installationJson(request.world, findInstallation(request)) }),
  },
  "POST /app/installations/{installation_id}/access_tokens": {
    needs: "app",
    run: (request) => {
      const { world, credentials } = request;
      const installation = findInstallation(request);
      if (installation.suspendedAt !== null) throw new Refused(403, "This installation has been suspended");
      const issued = credentials.issue({ kind: "installation", account: world.bot, installation });
      const { permissions } = world.app;
      return {
        status: 201,
        body: { ...issued, permissions, repository_selection: selectionOf(installation) },
      };
    },
  },
  "GET /repos/{owner}/{repo}/installation": {
    needs: "app",
    run: (request) => {
      const { owner } = findRepository(request);
      const installation = request.world.installations.get(owner.login.toLowerCase());
      if (installation === undefined) throw notFound();
      return { status: 200, body: installationJson(request.world, installation) };
    },
  },
  "GET /installation/repositories": {
    needs: "token",
    run: (request) => {
      const { world, actor } = request;
      if (actor.kind !== "installation") throw notFound();
      const visible = [...world.repositories.values()].filter((repository) => canSee(actor, repository));
      const page = paginate(request, visible, (repository) => repositoryJson(world, repository));
      return { ...page, body: { total_count: visible.length, repositories: page.body } };
    },
  },
  "GET /app/hook/config": {
    needs: "app",
    run: ({ world }) => {
      const { target, config, isSecretSet } = world.webhooks;
      const url = config.url ?? (typeof target === "string" ? target : "");
      const { contentType: content_type, insecureSsl: insecure_ssl } = config;
      // The secret itself is never shown.
      return {
        status: 200,
        body: { url, content_type, insecure_ssl, ...(isSecretSet && { secret: "********" }) },
      };
    },
  },
  "GET /app/hook/deliveries": { needs: "app", run: listDeliveries },
  "GET /app/hook/deliveries/{delivery_id}": {
    needs: "app",
    run: ({ world, params }) => {
      const found = world.webhooks.log.find((entry) => entry.id === Number(params["delivery_id"]));
      if (found === undefined) throw notFound();
      const request = { headers: found.headers, payload: found.payload };
      return {
        status: 200,
        body: { ...deliveryJson(found), request, response: { headers: {}, payload: "" } },
      };
    },
  },
  "POST /app/hook/deliveries/{delivery_id}/attempts": {
    needs: "app",
    run: ({ world, params }) => {
      if (!world.webhooks.redeliver(Number(params["delivery_id"]))) throw notFound();
      return { status: 202, body: {} };
    },
  },
});

/** Newest first, by cursor: the only list of the API that has no page numbers. */
function listDeliveries({ world, query, url }: RestRequest): HttpAnswer {
  const size = Math.min(100, Math.max(1, Number(query["per_page"] ?? 30)));
  const before = Number(query["cursor"]?.slice("v1_".length) ?? Number.POSITIVE_INFINITY);
  const wanted = query["status"];
  const found = world.webhooks.log
    .filter((entry) => entry.id < before)
    .filter((entry) => wanted === undefined || (entry.status === "OK") === (wanted === "success"))
    .reverse();
  const page = found.slice(0, size);
  const next = new URL(url);
  next.searchParams.set("cursor", `v1_${page.at(-1)?.id ?? 0}`);
  return {
    status: 200,
    body: page.map(deliveryJson),
    ...(found.length > size && { headers: { link: `<${next}>; rel="next"` } }),
  };
}

function deliveryJson(entry: LoggedDelivery) {
  return {
    id: entry.id,
    guid: entry.guid,
    delivered_at: entry.deliveredAt,
    redelivery: entry.redelivery,
    duration: 0.1,
    status: entry.status,
    status_code: entry.statusCode,
    event: entry.event,
    action: entry.action,
    installation_id: entry.payload.installation?.id ?? null,
    repository_id: entry.payload.repository?.id ?? null,
    throttled_at: null,
  };
}

function findInstallation({ world, params }: RestRequest): Installation {
  for (const installation of world.installations.values()) {
    if (installation.id === Number(params["installation_id"])) return installation;
  }
  throw notFound();
}

function selectionOf({ selected }: Installation): "all" | "selected" {
  return selected === null ? "all" : "selected";
}

function installationJson(world: World, installation: Installation) {
  const { id, account, suspendedAt, granted } = installation;
  return {
    id,
    account: accountJson(world, account),
    app_id: world.app.id,
    app_slug: world.app.slug,
    target_id: account.id,
    target_type: account.type,
    repository_selection: selectionOf(installation),
    ...{ permissions: world.app.permissions, events: world.app.events, ...granted },
    suspended_at: suspendedAt === null ? null : isoSeconds(suspendedAt),
    suspended_by: null,
    access_tokens_url: `${world.apiUrl}/app/installations/${id}/access_tokens`,
    repositories_url: `${world.apiUrl}/installation/repositories`,
    html_url: `${world.htmlUrl}/settings/installations/${id}`,
  };
}
