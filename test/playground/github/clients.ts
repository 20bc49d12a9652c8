import { Octokit } from "@octokit/rest";
import { ProbotOctokit } from "probot";
import type { GitHub } from "../../../src/playground/github/start-github.ts";

const quick = { throttle: { enabled: false }, retry: { enabled: false } };
const log = { debug() {}, info() {}, warn() {}, error() {} };

/** A client with a token: of the installation, a person or a workflow run. */
export function clientWith(github: GitHub, token: string): Octokit {
  return new Octokit({ baseUrl: github.url, auth: token, log });
}

/** The client that Probot gives to handlers: it fetches its tokens itself. */
export function installationClient(github: GitHub, owner: string) {
  const { id, privateKey } = github.app;
  const auth = { appId: id, privateKey, installationId: github.installationId(owner) };
  return new ProbotOctokit({ baseUrl: github.url, auth, log, ...quick });
}

/** Signs with the App's key. */
export function appClient(github: GitHub, privateKey = github.app.privateKey) {
  const auth = { appId: github.app.id, privateKey };
  return new ProbotOctokit({ baseUrl: github.url, auth, log, ...quick });
}
