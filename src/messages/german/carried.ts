import { code, plain } from "../../tracker/inert.ts";
import type { Messages } from "../english/english.ts";

type Move = Parameters<Messages["carried"]["body"]>[0];

const CONFIG = code(".github/diagram-tracker.yml");
const at = ({ branch, folder }: Move["from"]) => `${code(folder)} auf ${code(branch)}`;

export const carried: Messages["carried"] = {
  title: () => "Diagram Tracker hat seine Dateien verlegt",
  body: ({ from, to }) =>
    [
      `${CONFIG} nennt einen anderen Ort für meine Dateien als bisher, also übernehme ich, was am alten lag. Alles Übernommene und jeder Stand gilt weiter.`,
      "",
      `- Bisher: ${at(from)}`,
      `- Jetzt: ${at(to)}`,
      "",
      from.branch === to.branch
        ? "Ihr müsst nichts tun. Schließt dieses Issue, wenn ihr es gelesen habt."
        : `Auf ${code(from.branch)} schreibe ich dafür nichts mehr. Schließt dieses Issue, wenn ihr es gelesen habt.`,
    ].join("\n"),
  notTitle: () => "Diagram Tracker kann seine Dateien nicht verlegen",
  notBody: ({ from, to, reason }) =>
    [
      `${CONFIG} nennt einen anderen Ort für meine Dateien als bisher, und ich kann nicht übernehmen, was am alten liegt. Bis dahin entscheide ich nichts: Kommentare warten, und ich bearbeite sie dann.`,
      "",
      `- Der neueste Stand: ${at(from)}`,
      `- Wo er jetzt sein muss: ${at(to)}`,
      "",
      `**Was im Weg ist:** ${plain(reason)}`,
      "",
      "**Was zu tun ist**, eines davon:",
      "",
      `- Lasst die App auf ${code(to.branch)} schreiben.`,
      `- Mergt ${code(from.branch)} selbst in ${code(to.branch)}.`,
      `- Schreibt den alten Ort wieder in ${CONFIG}.`,
      "",
      "Ich versuche es alle zehn Minuten wieder.",
    ].join("\n"),
  goneBody: ({ from, to, base, oid }) => {
    const push = (commit: string) => code(`git push origin ${commit}:refs/heads/${from.branch}`);
    return [
      `${CONFIG} nennt einen anderen Ort für meine Dateien als bisher, und den alten gibt es nicht mehr: ${code(from.branch)} wurde gelöscht, und GitHub hat den letzten Commit davon nicht mehr. Bis er wieder da ist, entscheide ich nichts: Kommentare warten, und ich bearbeite sie dann.`,
      "",
      `- Der neueste Stand war in ${at(from)}`,
      `- Wo er jetzt sein muss: ${at(to)}`,
      "",
      "**Was zu tun ist**, eines davon:",
      "",
      `- Wer einen Klon mit dem letzten Commit hat, gibt ein: ${push(oid)}.`,
      `- Darf verloren gehen, was dort war, dann geht es mit dem weiter, was auf ${code(base)} liegt: ${push(base)}.`,
      "",
      "Ich versuche es alle zehn Minuten wieder.",
    ].join("\n");
  },
  catalogBody: ({ from, to }) =>
    [
      `${CONFIG} sagt, dass der Katalog in ${at(to)} liegt, und dort ist keiner. Bis dahin entscheide ich nichts: Kommentare warten, und ich bearbeite sie dann.`,
      "",
      `- Der Katalog: ${at(from)}`,
      "",
      "**Was zu tun ist**, eines davon:",
      "",
      `- Verschiebt seine Dateien nach ${code(to.folder)}.`,
      `- Schreibt ${code(`paths.catalog: ${from.folder}`)} wieder in ${CONFIG}.`,
      `- Um die Kampagne zu beenden, entfernt ${code(from.folder)}.`,
      "",
      "Ich versuche es alle zehn Minuten wieder und schließe dieses Issue dann.",
    ].join("\n"),
};
