import type { Config } from "../../domain/config.ts";
import { code, plain } from "../../tracker/inert.ts";
import type { Messages } from "../english/english.ts";
import { locateProblem } from "../locate-problem.ts";
import { findings } from "./findings.ts";
import { counted, listed } from "./grammar.ts";

const bullets = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join("\n");

const MODES: Readonly<Record<Config["commit"], string>> = {
  direct: `So wie der Standard-Branch jetzt ist, kann ich direkt darauf committen. Soll ihn später eine Regel schützen, lass mich daran vorbei, oder wähle ein anderes ${code("commit:")}.`,
  branch: `Der Standard-Branch ist geschützt, also führe ich Zuweisungen und Tracker auf einem eigenen Branch (${code("commit: branch")}).`,
  "pull-request": `Der Standard-Branch ist geschützt, also kommen meine Änderungen in einem stehenden Pull Request (${code("commit: pull-request")}). Wenn sie sofort da sein sollen, lass mich an der Regel vorbei und nimm die Zeile heraus.`,
};

export const onboarding: Messages["onboarding"] = {
  asked: () =>
    "Ich öffne einen Pull Request, der hier eine Kampagne einrichtet, oder bringe den offenen auf den neuesten Stand. Er wird diesen Thread nennen.",
  isThere: () => `Dieses Repository hat schon eine Kampagne. ${code("/help")} zeigt, was man darin tun kann.`,

  title: () => "Eine Diagramm-Kampagne einrichten",
  fresh: () =>
    "Dieser Pull Request richtet eine Kampagne ein: einen Katalog dessen, was entstehen soll, und einen Tracker, den ich aktuell halte. Ich habe keinen Tracker gefunden, den ich übernehmen könnte, also hat der Katalog zwei Beispiele. Trage deine eigenen Diagramme ein, bevor du mergst.",
  found: (tracker, { diagrams, categories, assignments }) =>
    `Ich habe euren Tracker in ${code(tracker)} gefunden: ${counted(diagrams, "Diagramm", "Diagramme")} in ${counted(categories, "Kategorie", "Kategorien")}, ${assignments} davon mit einem Namen oder einem Fortschritt. Dieser Pull Request macht eine Kampagne daraus, in der ich das Dokument aktuell halte.`,
  askedBy: (login, thread) => `${code(login)} hat in #${thread} darum gebeten.`,
  sayNo: () =>
    `**Merge ihn,** dann kann man Diagramme nehmen. **Schließe ihn,** dann frage ich nicht wieder, auch wenn ich neu installiert werde. Wer hier schreiben darf, bekommt ihn mit dem Kommentar ${code("/onboard")} in einem beliebigen Issue noch einmal.`,
  contents: (files) =>
    `### Was er enthält\n${bullets(files)}\n\nNichts davon wird ausgeführt: Es ist kein Workflow und kein Code dabei.`,
  folder: (folder, count) => `${code(folder)}: ${counted(count, "Datei", "Dateien")}`,
  document: (path) => `${code(path)}: euer Dokument. Außerhalb meiner Marken ändert sich kein Byte`,
  configuration: (path) => `${code(path)}: die Konfiguration, mit Kommentaren`,
  problems: (problems, more) =>
    `### Was ich nicht übernehmen konnte oder raten musste\nAuf Englisch:\n\n${bullets(problems.map((one) => locateProblem(one, findings)))}${more > 0 ? `\n- … und ${more} weitere` : ""}\n\nWas ich nicht übernehmen konnte, bleibt im Dokument, wie es ist.`,
  summary: (table) => `### Wie der Tracker aussehen wird\n${table}`,
  answer: (example, reply) =>
    `### Was dann geschieht\nJemand kommentiert ${code(`/claim ${example}`)} in einem Issue, und ich antworte:\n\n${reply}\n\nDer Pull Request dazu bewegt das Diagramm nach Review, und mit dem Merge ist es fertig.`,
  settings: (mode, checks) =>
    `### Was einzustellen ist\n- ${MODES[mode]}\n- Damit Pull Requests die Checkliste erfüllen müssen, verlange ${listed(checks.map((name) => `*${plain(name)}*`))} in den Regeln des Standard-Branchs, mit dieser App als Quelle. Bis dahin sagen sie es nur.\n- Durchsehen kann, wer Schreibrecht hat; Maintainer ist, wer die Rolle maintain oder admin hat. Die Konfiguration kann anderes sagen.`,
  yours: () =>
    "Ändere auf diesem Branch, was du willst. Sobald jemand anderes hierher gepusht hat, lasse ich die Dateien in Ruhe und halte nur diesen Text aktuell.",
};
