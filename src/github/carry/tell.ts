/**
 * The one issue that tells the maintainers that the campaign went from one place to another, or cannot. It is written before
 * the commit, so that a crash between the two leaves nobody untold; a retry finds it as it has to be.
 */
import type { Config } from "../../domain/config.ts";
import { messagesIn } from "../../messages/messages.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { closeIssue, findIssue, keepIssue } from "../commit/own-issue.ts";

interface CampaignLocation {
  readonly branch: string;
  /** Of the assignments, or of the catalog. */
  readonly folder: string;
}

export interface CampaignMove {
  readonly from: CampaignLocation;
  readonly to: CampaignLocation;
}

type Language = Pick<Config, "language">;

const MARKER = "<!-- diagram-tracker:carried -->";
/** In the text while it cannot be carried. */
const WAITING = "<!-- diagram-tracker:not-carried -->";

export function tellCarried(
  repo: RepositoryClient,
  { language }: Language,
  move: CampaignMove,
): Promise<void> {
  const say = messagesIn(language).carried;
  return keepIssue(repo, { marker: MARKER, title: say.title(), body: say.body(move) });
}

export function tellNotCarried(
  repo: RepositoryClient,
  { language }: Language,
  move: CampaignMove,
  reason: string,
): Promise<void> {
  const say = messagesIn(language).carried;
  const body = `${say.notBody({ ...move, reason: reason.slice(0, 1_000) })}\n\n${WAITING}`;
  return keepIssue(repo, { marker: MARKER, title: say.notTitle(), body });
}

/** `oid`: the commit that was the last one there. */
export function tellGone(
  repo: RepositoryClient,
  { language }: Language,
  gone: CampaignMove & { readonly base: string; readonly oid: string },
): Promise<void> {
  const say = messagesIn(language).carried;
  const body = `${say.goneBody(gone)}\n\n${WAITING}`;
  return keepIssue(repo, { marker: MARKER, title: say.notTitle(), body });
}

export function tellLostCatalog(
  repo: RepositoryClient,
  { language }: Language,
  move: CampaignMove,
): Promise<void> {
  const say = messagesIn(language).carried;
  const body = `${say.catalogBody(move)}\n\n${WAITING}`;
  return keepIssue(repo, { marker: MARKER, title: say.notTitle(), body });
}

/** The maintainers mended it themselves. */
export async function settleNotCarried(repo: RepositoryClient): Promise<void> {
  const known = await findIssue(repo, MARKER);
  if (known?.state !== "OPEN" || !known.body.includes(WAITING)) return;
  await closeIssue(repo, known.number);
}
