import type { World } from "../world.ts";
import { accountJson } from "./account.ts";
import { isoSeconds } from "./time.ts";

export function appJson(world: World) {
  const { id, slug, permissions, events } = world.app;
  return {
    id,
    slug,
    node_id: `A_${id}`,
    name: slug,
    owner: accountJson(world, world.bot),
    description: null,
    external_url: world.htmlUrl,
    html_url: `${world.htmlUrl}/apps/${slug}`,
    created_at: isoSeconds(0),
    updated_at: isoSeconds(0),
    permissions,
    events,
  };
}
