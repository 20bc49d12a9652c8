/** Fields of a repository that tell whether it may hold a campaign. */
export const CAMPAIGN = `isArchived
    config: object(expression: "HEAD:.github/diagram-tracker.yml") { oid }
    otherConfig: object(expression: "HEAD:.github/diagram-tracker.yaml") { oid }
    catalog: object(expression: "HEAD:catalog") { oid }`;

export interface CampaignSigns {
  readonly isArchived: boolean;
  readonly config: object | null;
  readonly otherConfig: object | null;
  readonly catalog: object | null;
}

/** An archived one takes no change; where there is neither a configuration nor a catalog, nothing is kept. */
export function mayContainCampaign({ isArchived, config, otherConfig, catalog }: CampaignSigns): boolean {
  return !isArchived && (config !== null || otherConfig !== null || catalog !== null);
}
