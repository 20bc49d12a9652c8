import { findMermaidSources } from "../../gates/read/find-mermaid-sources.ts";
import { type Html, html, isolatedText } from "../../site/html.ts";
import type { RepositoryHandle } from "../github/repository-handle.ts";
import { isPullThread, type PullThread, type Thread } from "../github/start-github.ts";
import { markdown } from "./markdown.ts";

/** What stands on each page of the panel. */
export interface PanelParts {
  readonly repository: RepositoryHandle;
  /** Addresses of the site's own files. */
  readonly css: string;
  readonly icon: string;
  readonly script: string;
  readonly frame: string | null;
  readonly token: string;
}

const PEOPLE = ["ada", "grace", "maria", "bob"];

/** Scripts and styles of the site only; forms lead nowhere else. */
export const PANEL_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

function layout({ css, icon, script, repository }: PanelParts, title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · playground</title>
<link rel="icon" href="/${icon}"><link rel="stylesheet" href="/${css}"><script type="module" src="/${script}"></script></head>
<body data-root="/" data-index="/"><header class="top"><div class="wide"><a class="brand" href="/">The page</a><nav aria-label="Playground"><ul><li><a href="/play">${repository.fullName}</a></li><li><a href="/play/blob/HEAD/TRACKER.md">TRACKER.md</a></li><li><a href="/play/issues/new">New issue</a></li></ul></nav></div></header>
<main class="wide"><p class="hint">A GitHub on this machine, where you are everybody. Nothing of it is kept.</p>${body}</main></body></html>
`.toString();
}

/** All issues and pull requests, and what anybody may begin. */
export function overviewPage(parts: PanelParts): string {
  const threads = [...parts.repository.state.threads.values()].sort(
    (one, other) => other.number - one.number,
  );
  const rows = threads.map(
    (thread) =>
      html`<li><a href="${addressOf(thread)}">#${thread.number} ${isolatedText(thread.title)}</a> <span class="hint">${isPullThread(thread) ? "pull request" : "issue"} of ${isolatedText(thread.author.login)}, ${stateOf(thread)}</span></li>`,
  );
  const body = html`<h1>Issues and pull requests</h1><ul class="plain">${rows}</ul>
<section class="section"><h2>Open a pull request</h2>
<form class="panel" method="post" action="/play/act">${hidden(parts, { what: "open" })}${whoField("ada")}
<p class="field"><label for="title">Title; a drawing with two faults comes along</label><input id="title" name="title" required value="G-LIN-SQ: a sequence"></p>
<p><button type="submit">Open it</button></p></form></section>`;
  return layout(parts, "Issues and pull requests", body);
}

/** `text`: what a link had filled in. */
export function newIssuePage(parts: PanelParts, { title, text }: { title: string; text: string }): string {
  const body = html`<h1>New issue</h1>
<form class="panel" method="post" action="/play/act">${hidden(parts, { what: "issue" })}${whoField("ada")}
<p class="field"><label for="title">Title</label><input id="title" name="title" required value="${title}"></p>
<p class="field"><label for="body">Text</label><textarea id="body" name="body" rows="4">${text}</textarea></p>
<p><button type="submit">Open it</button></p></form>`;
  return layout(parts, "New issue", body);
}

export function renderThreadPage(parts: PanelParts, thread: Thread): string {
  const comments = parts.repository
    .comments(thread.number)
    .map(({ author, body }) => comment(author, "", body));
  const pull = isPullThread(thread) ? pullParts(parts, thread) : html``;
  const number = String(thread.number);
  const acts = isPullThread(thread) && thread.state === "open" ? pullActs(parts, number) : html``;
  const body = html`<h1>${isolatedText(thread.title)} <span class="id">#${number}</span></h1>
<p class="state"><b>${stateOf(thread)}</b> ${thread.assignees.length > 0 ? html`<span class="hint">assigned to ${isolatedText(thread.assignees.map(({ login }) => login).join(", "))}</span>` : ""} ${thread.labels.map(({ name }) => html`<span class="percent">${isolatedText(name)}</span>`)}</p>
${comment(thread.author.login, "opened this", thread.body ?? "")}${comments}${pull}
<section class="section"><h2>Comment</h2>
<form class="panel" method="post" action="/play/act">${hidden(parts, { what: "comment", number })}${whoField("grace")}
<p class="field"><label for="body">Text; a command stands at the start of a line</label><textarea id="body" name="body" rows="3" required></textarea></p>
<p><button type="submit">Comment</button></p></form></section>${acts}`;
  return layout(parts, `#${number} ${thread.title}`, body);
}

function pullParts(parts: PanelParts, thread: PullThread): Html {
  const { repository, frame } = parts;
  const { head, reviews } = thread.pull;
  const given = reviews.map(({ author, state, body }) =>
    comment(author.login, state.toLowerCase().replace("_", " "), body),
  );
  // The newest of each name, as GitHub shows them.
  const newest = new Map(repository.checkRuns(head.oid).map((run) => [run.name, run]));
  const checks = [...newest.values()].map(
    ({ name, conclusion, title, summary }) =>
      html`<details class="check"${conclusion === "failure" ? html` open` : ""}><summary><b>${isolatedText(name)}</b>: ${conclusion ?? "running"}, ${isolatedText(title ?? "")}</summary>${markdown(summary ?? "")}</details>`,
  );
  const changed = repository.files(head.oid).filter((path) => {
    const now = repository.file(path, head.oid);
    return now !== null && now !== repository.file(path, thread.pull.base.oid);
  });
  const drawings = changed.flatMap((path) =>
    findMermaidSources({ path, text: repository.file(path, head.oid) ?? "" }).map(
      ({ text }) =>
        html`<figure class="drawing"${frame === null ? "" : html` data-mermaid="/${frame}" data-name="${path}"`}><details open><summary>The text of the drawing</summary><pre tabindex="0"><code>${text}</code></pre></details><figcaption>${isolatedText(path)}</figcaption></figure>`,
    ),
  );
  return html`${given}<section class="section"><h2>Checks</h2>${checks.length > 0 ? checks : html`<p>None yet.</p>`}</section>
<section class="section"><h2>What it changes</h2><ul>${changed.map((path) => html`<li><code>${path}</code></li>`)}</ul>${drawings}</section>`;
}

function pullActs(parts: PanelParts, number: string): Html {
  const acts = [
    ["mend", "Mend the drawing, tick the boxes", "ada"],
    ["approve", "Approve", "grace"],
    ["changes", "Ask for changes", "grace"],
    ["merge", "Merge", "grace"],
    ["close", "Close", "ada"],
  ] as const;
  const forms = acts.map(
    ([what, label, who]) =>
      html`<form class="panel row" method="post" action="/play/act">${hidden(parts, { what, number })}${whoField(who, what)}<button type="submit">${label}</button></form>`,
  );
  return html`<section class="section"><h2>As anybody</h2>${forms}</section>`;
}

/** A file of the default branch, as GitHub shows it. */
export function filePage(parts: PanelParts, path: string, text: string): string {
  const shown = path.endsWith(".md") ? markdown(text) : html`<pre tabindex="0"><code>${text}</code></pre>`;
  return layout(parts, path, html`<h1><code>${path}</code></h1><div class="document">${shown}</div>`);
}

export function refusedPage(parts: PanelParts, why: string): string {
  return layout(parts, "Refused", html`<h1>GitHub refuses</h1><p>${why}</p><p><a href="/play">Back</a></p>`);
}

function comment(author: string, what: string, body: string): Html {
  return html`<article class="said"><p class="hint"><b>${isolatedText(author)}</b> ${what}</p>${markdown(body)}</article>`;
}

function hidden({ token }: PanelParts, fields: Readonly<Record<string, string>>): Html {
  const all = Object.entries({ token, ...fields });
  return html`${all.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;
}

function whoField(chosen: string, what = "who"): Html {
  const options = PEOPLE.map(
    (name) => html`<option${name === chosen ? html` selected` : ""}>${name}</option>`,
  );
  return html`<p class="field"><label for="as-${what}">As</label><select id="as-${what}" name="as">${options}</select></p>`;
}

function stateOf(thread: Thread): string {
  if (isPullThread(thread) && thread.pull.merged !== null) return "merged";
  return thread.state;
}

function addressOf(thread: Thread): string {
  return `/play/${isPullThread(thread) ? "pull" : "issues"}/${thread.number}`;
}
