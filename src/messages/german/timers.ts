import type { Assignment } from "../../domain/assignment.ts";
import { type CivilDate, daysBetween } from "../../domain/civil-date.ts";
import { code, plain } from "../../tracker/inert.ts";
import type { Messages } from "../english/english.ts";
import { counted } from "./grammar.ts";

const days = (count: number) => counted(count, "Tag", "Tagen");
const whatToWrite = ({ diagram_id: id }: Assignment, mayMove: boolean) =>
  `${mayMove ? `Mehr Zeit gibt ${code(`/due ${id} +7`)}.` : "Du hast das Datum so oft verschoben, wie du darfst: Mehr Zeit geben dir die Maintainer."} Wenn du es nicht schaffst, gibt ${code(`/release ${id}`)} es für andere frei.`;
const pullRequest = ({ pr_number }: Assignment) =>
  pr_number === null ? "" : ` (Pull Request #${pr_number})`;
const ago = (now: Assignment, today: CivilDate) =>
  days(now.due_date === null ? 0 : daysBetween(now.due_date, today));

export const timers: Messages["timers"] = {
  before: (now, today, mayMove) => {
    const left = now.due_date === null ? 0 : daysBetween(today, now.due_date);
    const when = left <= 0 ? "heute" : left === 1 ? "morgen" : `in ${days(left)}`;
    return `es ist ${when} fällig, am ${now.due_date}${pullRequest(now)}. ${whatToWrite(now, mayMove)}`;
  },
  overdue: (now, today, mayMove) =>
    `es war am ${now.due_date} fällig, vor ${ago(now, today)}${pullRequest(now)}. ${whatToWrite(now, mayMove)}`,
  warning: (now, on, mayMove) =>
    `es war am ${now.due_date} fällig${pullRequest(now)}. Am ${on} gebe ich es für andere frei. Um es zu behalten, ${mayMove ? `schreibe ${code(`/due ${now.diagram_id} +7`)}` : "bitte die Maintainer um mehr Zeit"} oder bringe deine Zeichnung in einen Pull Request. ${code(`/release ${now.diagram_id}`)} gibt es gleich frei.`,
  released: (now, due, pr) =>
    `es war${due === null ? "" : ` am ${due}`} fällig, und ich habe nichts von dir gehört, also hast du es nicht mehr. Danke für deine Zeit! ` +
    (now.assignee === null
      ? `${code(`/claim ${now.diagram_id}`)} holt es zurück, solange es frei ist.`
      : `**${plain(now.assignee)}** hat darauf gewartet und hat es jetzt. ${code(`/wait ${now.diagram_id}`)} stellt dich in die Reihe.`) +
    (pr === null || now.assignee !== null
      ? ""
      : ` Pull Request #${pr} nimmt es wieder, wenn du dort etwas pushst.`),
  given: (now, guideUrl) =>
    `du hast darauf gewartet, und jetzt gehört es dir${now.due_date === null ? "" : ` bis ${now.due_date}`}. ` +
    `Als Nächstes: Öffne einen Pull Request mit ${code(now.diagram_id)} im Titel. Wenn du es nicht mehr willst, schreibe ${code(`/release ${now.diagram_id}`)}.` +
    (guideUrl === null
      ? ""
      : ` [Diese Seite](${guideUrl.replace(/[()]/g, "\\$&")}) sagt, was es zeigen muss.`),
  reviewer: (now) =>
    `Pull Request #${now.pr_number} wartet auf deine Prüfung, und dort ist seit einigen Tagen nichts geschehen. Wenn du gerade nicht prüfen kannst, sage es den Maintainern.`,
  author: (now) =>
    `in Pull Request #${now.pr_number} ist seit einigen Tagen nichts geschehen, und der nächste Schritt ist deiner. Pushe, was fehlt. Wenn du nicht weitermachen kannst, gibt ${code(`/release ${now.diagram_id}`)} es für andere frei.`,
};
