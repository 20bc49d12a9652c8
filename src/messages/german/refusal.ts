import { CONFIG_PATH } from "../../domain/config.ts";
import { code, plain } from "../../tracker/inert.ts";
import type { Messages } from "../english/english.ts";

const page = (text: string, url: string, path: string) =>
  `[${text}](${encodeURI(`${url}/settings/${path}`)})`;

/** GitHub's settings are in English, and so are their names here. */
export const refusal: Messages["refusal"] = {
  title: (branch) => `Diagram Tracker kann nicht auf ${branch} schreiben`,
  waits: (branch) =>
    `GitHub weist die Commits von Diagram Tracker auf ${code(branch)} zurück, also warten alle Änderungen, auch die von Kommentaren. Nichts geht verloren: Ich erledige alles der Reihe nach, wenn das gelöst ist. Ich versuche es alle zehn Minuten noch einmal, und schließe dieses Issue, wenn es geht.`,
  waitsForRun: (branch) =>
    `GitHub weist die Commits von Diagram Tracker auf ${code(branch)} zurück, also warten alle Änderungen, auch die von Kommentaren. Nichts geht verloren: Ich erledige alles der Reihe nach, wenn das gelöst ist. Jeder Lauf versucht es noch einmal, und ich schließe dieses Issue, wenn es geht.`,
  why: (what) => `**Was im Weg ist:** ${what} GitHub sagt:`,
  toDo: () => "**Was zu tun ist**, eines davon:",
  mended: (branch) =>
    `Commits auf ${code(branch)} gehen wieder. Alles, was gewartet hat, habe ich jetzt erledigt.`,
  by: {
    ruleset: (branch) =>
      `Für ${code(branch)} gilt ein Ruleset, und die App steht nicht auf seiner Bypass-Liste.`,
    protection: (branch) => `Die Branch-Protection-Regel von ${code(branch)}.`,
    "merge-queue": (branch) => `${code(branch)} ändert sich nur durch eine Merge Queue.`,
    permission: () => "Der App fehlt in diesem Repository ein Recht, oder das Repository ist archiviert.",
    unknown: (branch) => `GitHub nimmt keinen Commit von mir auf ${code(branch)}, und ich weiß nicht, warum.`,
  },
  byOfRuns: {
    ruleset: (branch) => `Für ${code(branch)} gilt ein Ruleset.`,
    permission: () => "Dem Token der Läufe fehlt ein Recht, oder das Repository ist archiviert.",
  },
  remedy: {
    runsBranch: () =>
      `Schreibe ${code("commit: branch")} in ${code(CONFIG_PATH)}: Dann führe ich Zuweisungen und Tracker auf einem eigenen Branch. GitHub nimmt keinen Lauf eines Workflows von einer Regel aus, und das braucht keine Einstellung.`,
    runsToken: (branch) =>
      `Gib der Action das Token einer App, und nimm diese App von der Regel von ${code(branch)} aus.`,
    runsPermission: () =>
      `Gib dem Job unter ${code("permissions")} die Rechte ${code("contents: write")}, ${code("issues: write")} und ${code("pull-requests: write")}: ${code("diagram-tracker doctor --action")} sagt, was fehlt.`,
    ruleset: (branch, url) =>
      `${page("Settings → Rules → Rulesets", url, "rules")}: Öffne das Ruleset, das für ${code(branch)} gilt, und trage unter “Bypass list” die App mit “Always allow” ein.`,
    protection: (branch, url) =>
      `${page("Settings → Branches", url, "branches")}: Trage in der Regel von ${code(branch)} die App unter “Allow specified actors to bypass required pull requests” ein, und unter “Restrict who can push”, wo das an ist. Verlangte Status-Checks halten eine App trotzdem auf.`,
    unknown: (branch, url) =>
      `Sieh in ${page("Settings → Rules → Rulesets", url, "rules")} und ${page("Settings → Branches", url, "branches")} nach, welche Regeln für ${code(branch)} gelten, und nimm die App davon aus.`,
    personal: (branch, url) =>
      `Dieses Repository gehört einer Person, und da nimmt GitHub keine App von den Regeln aus. Ändere die Regel in ${page("Settings → Rules → Rulesets", url, "rules")} oder ${page("Settings → Branches", url, "branches")} so, dass sie für ${code(branch)} nicht gilt.`,
    operator: () =>
      "Passt beides nicht zu dem, was GitHub sagt, zeige dieses Issue denen, die den Bot betreiben.",
    permission: (url) =>
      `${page("Settings → GitHub Apps", url, "installations")}: Öffne die App und nimm “Contents: Read and write”, “Pull requests: Read and write” und “Issues: Read and write” an.`,
    byPullRequest: () =>
      `Schreibe ${code("commit: pull-request")} in ${code(CONFIG_PATH)}: Dann halte ich meine Änderungen in einem Pull Request, und sie gelten sofort. Mit ${code("auto_merge: true")} mergt ihn GitHub, sobald die Regeln es erlauben.`,
    freeBranch: (branch) =>
      `Nimm ${code(branch)}, meinen eigenen Branch, aus den Branches heraus, für die die Regel gilt.`,
  },
  quotedReason: (reason) => `> ${plain(reason.slice(0, 1_000))}`,
};
