import { SOURCES_LIMIT } from "../../domain/assignment.ts";
import { type CivilDate, daysBetween } from "../../domain/civil-date.ts";
import { SOURCES_OF_ONE_LIMIT } from "../../domain/sources.ts";
import { STATUS_LABEL } from "../../domain/status.ts";
import type { EarlierClaim } from "../../domain/terms.ts";
import { code, plain } from "../../tracker/inert.ts";
import type { Doing } from "../english/diagram.ts";
import type { Messages } from "../english/english.ts";
import { locateProblem } from "../locate-problem.ts";
import { pausedSince } from "./campaign.ts";
import { findings } from "./findings.ts";
import { counted, listed, word } from "./grammar.ts";

const who = (person: string | null) => (person === null ? "niemand" : `**${plain(person)}**`);
const until = ({ due_date }: { readonly due_date: string | null }) => (due_date ? ` bis ${due_date}` : "");
const list = (ids: readonly string[]) => listed(ids.map(code));
const few = (ids: readonly string[]) => listed(ids.map(code), 5);
const times = (count: number) => (count === 1 ? "einmal" : `${count}-mal`);
const nothingChanged = "Es wurde nichts geändert.";

const DOING: Readonly<Record<Doing, string>> = {
  release: "es zurückgeben",
  due: "das Datum verschieben",
  review: "es nach Review bewegen",
  start: "es beginnen",
};

function goesOn(
  claim: EarlierClaim,
  { diagram_id, due_date }: { readonly diagram_id: string; readonly due_date: CivilDate | null },
  today: CivilDate,
): string {
  const isOver = due_date !== null && due_date < today;
  return (
    `es gehört dir${isOver ? `, war aber am ${due_date} fällig` : ` bis ${due_date}`}. ` +
    `Du hast es${claim.released_on ? ` am ${claim.released_on}` : ""} zurückgegeben, also geht deine frühere Zusage weiter` +
    `${due_date === claim.due_date ? ", mit ihrem Datum" : ""}. ${code(`/due ${diagram_id} +7`)} bittet um mehr Zeit.`
  );
}

export const diagram: Messages["diagram"] = {
  claimed: (next, guideUrl, term) =>
    `${term?.goesOn ? goesOn(term.goesOn, next, term.today) : `es gehört dir${until(next)}.`} ` +
    `Als Nächstes: Öffne einen Pull Request mit ${code(next.diagram_id)} im Titel. Dann bewege ich es nach Review.` +
    (next.reviewer ? ` ${who(next.reviewer)} wird um ein Review gebeten.` : "") +
    (guideUrl === null
      ? ""
      : ` [Diese Seite](${guideUrl.replace(/[()]/g, "\\$&")}) sagt, was es zeigen muss.`),
  alreadyYours: (now) =>
    now.pr_number
      ? `es gehört dir schon, mit Pull Request #${now.pr_number} (${STATUS_LABEL[now.status]}).`
      : `es gehört dir schon${until(now)}. Als Nächstes: Öffne einen Pull Request mit ${code(now.diagram_id)} im Titel.`,
  assignedToOther: (now, free, isAnyFree) =>
    `${who(now.assignee)} hat es${until(now)}${now.pr_number ? ` (Pull Request #${now.pr_number})` : ""}.` +
    (free.length > 0
      ? ` In derselben Gruppe noch frei: ${list(free)}. Oder lass ${code("/claim next")} wählen.`
      : isAnyFree
        ? ` ${code("/claim next")} gibt dir ein freies.`
        : "") +
    ` ${code(`/wait ${now.diagram_id}`)} stellt dich dafür in die Reihe.`,
  waiting: (now, position) =>
    `du bist Nummer ${position} in der Reihe dafür. Wenn es frei wird und du noch eines nehmen darfst, gehört es dir, und ich sage es dir hier. ` +
    `${code(`/wait remove ${now.diagram_id}`)} nimmt dich aus der Reihe. Nach 60 Tagen musst du noch einmal fragen.`,
  waitingAlready: (now, position) =>
    `du bist schon Nummer ${position} in der Reihe dafür. ${code(`/wait remove ${now.diagram_id}`)} nimmt dich heraus.`,
  overWaitLimit: (limit, waited) =>
    `du wartest schon auf ${few(waited)}, und eine Person darf auf höchstens ${limit} warten. ${code("/wait remove ID")} macht Platz.`,
  lineFull: () => "die Reihe dafür ist voll. Frage später noch einmal, oder nimm ein anderes.",
  notWaiting: () => "du bist nicht in der Reihe dafür.",
  leftLine: () => "du bist nicht mehr in der Reihe dafür.",
  handedOver: (before, now, isOwn) =>
    `${isOwn ? "du hast es nicht mehr" : `${who(before.assignee)} hat es nicht mehr`}. ${who(now.assignee)} hat darauf gewartet und hat es jetzt${until(now)}.`,
  complete: (now) =>
    `es ${now.completion_date ? `wurde am ${now.completion_date} fertig` : "ist fertig"}` +
    `${now.pr_number ? `, mit Pull Request #${now.pr_number}` : ""}. ` +
    `Muss es neu gemacht werden, kann ein Maintainer ${code(`/reopen ${now.diagram_id}`)} schreiben.`,
  overLimit: (limit, assigned) =>
    `du hast schon ${counted(assigned.length, "Diagramm", "Diagramme")} (${few(assigned)}), ` +
    `und eine Person darf höchstens ${limit} haben. Öffne einen Pull Request für ${word(assigned.length, "dieses", "eines davon")}, oder gib ${word(assigned.length, "es", "eines")} mit ${code("/release")} zurück. Versuche es dann noch einmal.`,
  overFirstLimit: (limit, assigned) =>
    `bis dein erstes Diagramm fertig ist, darfst du ${limit === 1 ? "nur eines" : `höchstens ${limit}`} haben, und du hast ${few(assigned)}. ` +
    `Mach zuerst ${word(assigned.length, "dieses", "eines davon")} fertig: Das tut der Merge seines Pull Requests. Versuche es dann noch einmal. Um stattdessen ein anderes zu nehmen, gib es mit ${code("/release")} zurück.`,
  overReviewLimit: (limit, assigned) =>
    `${word(assigned.length, "eines", `${assigned.length}`)} deiner Diagramme ${word(assigned.length, "wartet", "warten")} auf ein Review (${few(assigned)}), und eine Person darf dort höchstens ${limit} haben. ` +
    `Du kannst wieder eines nehmen, wenn ${word(assigned.length, "es", "eines davon")} fertig ist.`,
  broken: (problem) =>
    `seine eigene Datei ist nicht lesbar. ${nothingChanged} Als Nächstes: Korrigiere sie auf dem Standard-Branch, und frage dann noch einmal. ${locateProblem(problem, findings)}`,
  notClaimed: (id) => `niemand hat es. Mit ${code(`/claim ${id}`)} gehört es dir.`,
  namesake: ({ assignee, diagram_id }) =>
    `ein früheres Konto namens **${plain(assignee ?? "")}** hat es, und deines ist neuer. Sind beide von dir, bitte einen Maintainer um den Kommentar ${code(`/assign ${diagram_id} @${assignee}`)}.`,
  notYours: (now, what) => `${who(now.assignee)} hat es; nur diese Person oder ein Maintainer kann ${what}.`,
  released: (before) =>
    "es ist wieder frei, für alle. Seine Quellen und Notizen bleiben." +
    (before.pr_number
      ? ` Pull Request #${before.pr_number} nennt es noch: Schließe ihn, oder nimm die ID heraus. Sonst nimmt seine nächste Änderung das Diagramm wieder.`
      : ""),
  releasedFor: (before) => `${who(before.assignee)} hat es nicht mehr; ${diagram.released(before)}`,
  sourcesAdded: (count) =>
    `ich habe ${word(count, "die Quelle", `${count} Quellen`)} in seine Datei eingetragen. Danke!`,
  sourcesKnown: () => "diese Quellen stehen schon in seiner Datei.",
  noRoom: (why) =>
    why === "full"
      ? `in seiner Datei ist Platz für ${SOURCES_LIMIT} Quellen, und sie ist voll. Es wurde keine eingetragen. ${code("/source remove ID URL")} schafft Platz.`
      : why === "full-for-one"
        ? `du kannst bei einem Diagramm, das du nicht hast, höchstens ${SOURCES_OF_ONE_LIMIT} Quellen eintragen. Es wurde keine eingetragen.`
        : "andere haben schon so viele Quellen eingetragen, wie sie dürfen. Es wurde keine eingetragen. Wer das Diagramm hat, kann noch welche eintragen.",
  sourcesRemoved: (count) => `ich habe ${word(count, "die Quelle", `${count} Quellen`)} entfernt.`,
  sourceUnknown: (url) =>
    `in seiner Datei steht keine Quelle ${code(url.slice(0, 100))}. ${nothingChanged} Kopiere die Adresse aus dem Tracker.`,
  sourceOfOthers: () =>
    `nur wer das Diagramm hat, wer die Quelle eingetragen hat, oder ein Maintainer kann sie entfernen. ${nothingChanged}`,
  assignedToAnother: (now, login) =>
    `${code(login)} hat es nicht${now.assignee === null ? "" : `, sondern ${who(now.assignee)}`}. ${nothingChanged}`,
  whilePaused: (pause) =>
    `die Kampagne ${pausedSince(pause)}. Im Moment kann niemand etwas nehmen. Versuche es wieder, wenn ein Maintainer ${code("/resume")} geschrieben hat.`,
  dueMoved: (next, left) =>
    `es ist jetzt am ${next.due_date} fällig.` +
    (left === null
      ? ""
      : left === 0
        ? " Du kannst das Datum nicht noch einmal verschieben."
        : ` Du kannst das Datum noch ${times(left)} verschieben.`),
  dueSame: (now) => `es ist schon am ${now.due_date} fällig.`,
  dueSooner: (now, date, last) =>
    `es ist am ${now.due_date} fällig, also später als ${date}. ${nothingChanged} Tage mit einem + zählen ab heute.` +
    (last > (now.due_date ?? "")
      ? ` Der späteste Tag, den du wählen kannst, ist ${last}.`
      : " Frage noch einmal, wenn der Tag näher ist."),
  duePast: (date, today) => `${date} ist vorbei (heute ist ${today}, UTC). Wähle einen späteren Tag.`,
  dueTooFar: (date, last, today) =>
    `bis ${date} sind es noch ${counted(daysBetween(today, date), "Tag", "Tage")}. Der späteste Tag, den du wählen kannst, ist ${last}.`,
  dueUsedUp: (count) =>
    `sein Datum wurde schon ${times(count)} verschoben, und öfter geht es nicht. Ein Maintainer kann es noch verschieben.`,
  notStarted: (id) => `niemand hat es. Mit ${code(`/claim ${id}`)} gehört es dir, und du beginnst es.`,
  started: (now) =>
    `es ist wieder in Arbeit. Wenn es so weit ist, ${now.pr_number ? `pushe zu Pull Request #${now.pr_number}, oder ` : ""}schreibe ${code("/review")}. Dann bewege ich es nach Review.`,
  alreadyStarted: (now) => `es ist schon in Arbeit${until(now)}.`,
  needsPullRequest: (id) =>
    `es hat noch keinen Pull Request. Als Nächstes: Öffne einen mit ${code(id)} im Titel. Dann bewege ich es nach Review.`,
  draft: (number) =>
    `Pull Request #${number} ist ein Entwurf. Als Nächstes: Drücke dort „Ready for review“. Dann bewege ich es nach Review.`,
  inReview: (now) => `es ist in Review, mit Pull Request #${now.pr_number}.`,
  verified: (by) => `es ist von ${who(by)} geprüft.`,
  alreadyVerified: (by) => `es ist schon von ${who(by)} geprüft.`,
  nothingToVerify: (id) =>
    `es gibt noch nichts zu prüfen. Du kannst es prüfen, wenn es in Review oder Complete ist; ${code(`/status ${id}`)} zeigt, wie weit es ist.`,
  ownWork: () =>
    "das ist deine eigene Arbeit, also muss jemand anders sie prüfen. Als Nächstes: Bitte einen anderen Reviewer um ein zustimmendes Review.",
  ownCommit: () =>
    "du hast einen Commit in seinem Pull Request, also muss jemand anders es prüfen. Als Nächstes: Bitte einen anderen Reviewer um ein zustimmendes Review.",
  commitsUnknown: () =>
    "sein Pull Request hat so viele Commits, dass ich nicht sehen kann, von wem er ist. Als Nächstes: Fasse sie zu wenigeren zusammen, und prüfe es dann.",
  botVerifies: () =>
    "ein Bot kann keine Zeichnung prüfen, welche Rolle er auch hat. Als Nächstes: Ein Reviewer sieht sie sich an.",
  notReviewer: () => "nur ein Reviewer kann es prüfen.",
  assigned: (next, before, to) =>
    `${plain(to)} hat es${until(next)}${before.assignee ? `, statt ${plain(before.assignee)}` : ""}.` +
    (next.pr_number ? "" : ` Als Nächstes: ein Pull Request mit ${code(next.diagram_id)} im Titel.`),
  alreadyAssigned: (to) => `${plain(to)} hat es schon.`,
  keptAssigned: (to, number) =>
    `${plain(to)} hat es schon, und behält es jetzt auch, wenn Pull Request #${number} geschlossen wird.`,
  credited: (to) => `es ist fertig, und zählt jetzt als Arbeit von ${plain(to)}.`,
  noSuchPerson: (login) =>
    `GitHub kennt niemanden namens ${code(login)}, der dieses Repository sehen kann. ${nothingChanged} Sieh nach, wie der Name geschrieben wird.`,
  blockedPerson: (login) => `${code(login)} steht auf der Sperrliste dieser Kampagne. ${nothingChanged}`,
  reopened: (next) =>
    `es ist wieder in Arbeit${next.assignee ? `, bei ${who(next.assignee)}${until(next)}` : ""}. Es muss neu geprüft werden.`,
  completedBy: (next) =>
    `es ist fertig${next.pr_number ? `, mit Pull Request #${next.pr_number}` : ""}${next.assignee ? `, gemacht von ${who(next.assignee)}` : ""}.` +
    (next.verification.verified_by
      ? ""
      : ` Ein Reviewer kann noch ${code(`/verify ${next.diagram_id}`)} schreiben.`),
  noPullRequest: (number) => `hier gibt es keinen Pull Request #${number}. ${nothingChanged}`,
  notMerged: (number) =>
    `#${number} ist nicht gemergt. ${nothingChanged} Ist die Arbeit auf anderem Weg hierher gekommen, lass die Nummer weg.`,
  overridden: (reason) =>
    "die fehlenden Punkte der Checkliste werden für diesen Pull Request erlassen. Er braucht trotzdem ein Review. Der Grund steht in der Datei des Diagramms: " +
    plain(reason),
  overrideElsewhere: () =>
    `das gilt für einen Pull Request, also schreibe den Befehl dort. ${nothingChanged}`,
  notComplete: (now) =>
    `es ist nicht fertig (${STATUS_LABEL[now.status]}), also gibt es nichts wieder zu öffnen.`,

  limited: ({ kind, limit, assigned }) => {
    switch (kind) {
      case "limit":
        return diagram.overLimit(limit, assigned);
      case "first":
        return diagram.overFirstLimit(limit, assigned);
      case "review":
        return diagram.overReviewLimit(limit, assigned);
    }
  },
  ineligible: (why) => {
    switch (why) {
      case "holder":
      case "author":
        return diagram.ownWork();
      case "committed":
        return diagram.ownCommit();
      case "commits-unknown":
        return diagram.commitsUnknown();
      case "bot":
        return diagram.botVerifies();
      case "no-role":
        return diagram.notReviewer();
    }
  },
  refused: (why, now, { command, does }) => {
    switch (why) {
      case "unclaimed":
        return diagram.notClaimed(now.diagram_id);
      case "held":
        return diagram.assignedToOther(now, [], false);
      case "complete":
        return diagram.complete(now);
      case "not-complete":
        return diagram.notComplete(now);
      case "nothing-drawn":
        return diagram.nothingToVerify(now.diagram_id);
      case "not-yours":
      case "no-role":
        return diagram.notYours(now, does ? DOING[does] : `${code(`/${command}`)} schreiben`);
    }
  },
};
