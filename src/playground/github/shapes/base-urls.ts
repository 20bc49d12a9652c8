/** What every address that GitHub writes into its answers and webhooks begins with. */
export interface BaseUrls {
  /** Of the API. */
  readonly apiUrl: string;
  /** Of the pages that people see. */
  readonly htmlUrl: string;
}
