import type { ReportedRepository } from "../domain/repository-id.ts";
import type { GitHubClient } from "./client/repository-client.ts";

const PAGE = 100;

/** Where the App is installed and allowed to work: what its owner suspended is left out. */
export async function readInstallations(app: GitHubClient): Promise<number[]> {
  const all = await listInstallations(app);
  return all.filter(({ suspended_at }) => !suspended_at).map(({ id }) => Number(id));
}

/** Every installation, as GitHub describes it. */
export async function listInstallations(app: GitHubClient) {
  const read = (page: number) => app.request("GET /app/installations", { per_page: PAGE, page });
  type Installation = Awaited<ReturnType<typeof read>>["data"][number];
  const found: Installation[] = [];
  for (let page = 1; ; page++) {
    const { data } = await read(page);
    found.push(...data);
    if (data.length < PAGE) return found;
  }
}

/** The repositories that an installation reaches; archived and disabled ones take no change and are left out. */
export async function readRepositories(client: GitHubClient): Promise<ReportedRepository[]> {
  const repositories: ReportedRepository[] = [];
  for (let page = 1; ; page++) {
    const { data } = await client.request("GET /installation/repositories", { per_page: PAGE, page });
    const live = data.repositories.filter(({ archived, disabled }) => !archived && !disabled);
    repositories.push(
      ...live.map(({ id, owner, name }) => ({
        databaseId: Number.isSafeInteger(id) ? Number(id) : null,
        repository: { owner: owner.login, name },
      })),
    );
    if (data.repositories.length < PAGE) return repositories;
  }
}
