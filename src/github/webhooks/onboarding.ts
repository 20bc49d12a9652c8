/**
 * The App was given repositories → an event for each that may be offered a campaign. GitHub lists all that it was given, which
 * may be hundreds that nobody thought of: of so many none is even looked at.
 */
import { z } from "zod";
import type { Delivery } from "../../facts/event.ts";
import { NAME_LIMIT } from "./fields.ts";

/** So many somebody picks one by one. */
const BY_HAND = 10;
/** So many picked ones are looked at, for a tracker that is there already. */
const LOOKED_AT = 100;

const selection = z.enum(["all", "selected"]).optional();
const listed = z.array(z.object({ id: z.int(), full_name: z.string().max(2 * NAME_LIMIT) })).nullish();
const payload = z.object({
  action: z.enum(["created", "added"]),
  installation: z.object({ id: z.int(), repository_selection: selection }),
  repository_selection: selection,
  repositories: listed,
  repositories_added: listed,
});

/** `guid`: the same when GitHub delivers it again. `now`: an ISO instant. Never throws. */
export function onboardingsOf(guid: string, name: string, sent: unknown, now: string): Delivery[] {
  if (!Object.hasOwn({ installation: 0, installation_repositories: 0 }, name)) return [];
  const { data } = payload.safeParse(sent);
  if (!data) return [];
  const { installation } = data;
  const repositories = [...(data.repositories ?? []), ...(data.repositories_added ?? [])];
  const isSelected = (data.repository_selection ?? installation.repository_selection) === "selected";
  const count = repositories.length;
  if (count > (isSelected ? LOOKED_AT : BY_HAND)) return [];
  const because = isSelected && count <= BY_HAND ? "picked" : "installed";
  return repositories.flatMap(({ id: databaseId, full_name }): Delivery[] => {
    const [owner, repository, ...more] = full_name.split("/");
    if (!owner || !repository || more.length > 0) return [];
    return [
      {
        id: `${guid}:onboard:${databaseId}`,
        repository: { owner, name: repository },
        databaseId,
        installationId: installation.id,
        event: { kind: "onboard", key: `onboard-${guid}`, at: now, because },
      },
    ];
  });
}
