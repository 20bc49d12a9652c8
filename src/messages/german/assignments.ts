import type { Assignment } from "../../domain/assignment.ts";
import type { Messages } from "../english/english.ts";
import { quote, words } from "../words.ts";
import { counted, listed } from "./grammar.ts";

const quotes = (texts: readonly string[]) => listed(texts.map(quote), 5);
const holder = ({ assignee, status, due_date }: Assignment) =>
  assignee === null
    ? `Niemand hat es (${status})`
    : `${quote(assignee)} hat es (${status}${due_date ? `, bis ${due_date}` : ""})`;

export const assignments: Messages["assignments"] = {
  asMaintainer: ({ title, message }) =>
    words(title, `${message} Das ist nur eine Warnung, weil ein Maintainer anders entscheiden kann.`),

  otherName: (assignee, author) =>
    words(
      "Für jemand anderen",
      `Damit gehört das Diagramm ${quote(assignee)}, aber der Pull Request ist ${author === null ? "nicht von diesem Konto" : `von ${quote(author)}`}. Schreibe deinen eigenen Namen, oder bitte ${quote(assignee)} um den Kommentar ${quote("/claim")}. Ein Maintainer kann auch ${quote("/assign")} schreiben.`,
    ),
  blocked: (login) =>
    words(
      "Gesperrt",
      `${quote(login)} steht auf der Sperrliste dieser Kampagne, und kann keine Diagramme nehmen oder ändern. Die Maintainer können dir sagen, warum.`,
    ),
  taken: (id, now) =>
    words(
      "Schon vergeben",
      `${holder(now)}, also kannst du ${quote(id)} nicht nehmen. Wähle ein anderes (${quote("/next")} zeigt freie), oder frage einen Maintainer.`,
    ),
  somebodyElses: (id, now, fields) =>
    words(
      "Das Diagramm von jemand anderem",
      `${holder(now)}, und das hier ändert ${quotes(fields)}. Das darf nur, wer es hat, oder ein Maintainer. Nimm die Änderung heraus. Um eine Quelle einzutragen, schreibe den Kommentar ${quote(`/source ${id} https://…`)}.`,
    ),
  overLimit: (limit, assigned, assignee) =>
    words(
      "Zu viele auf einmal",
      `Danach hätte ${quote(assignee)} ${counted(assigned.length, "Diagramm", "Diagramme")} in Arbeit (${quotes(assigned)}), und eine Person darf höchstens ${limit} haben. Mach zuerst eines fertig, oder gib eines mit ${quote("/release")} zurück, oder nimm weniger.`,
    ),
  overFirstLimit: ({ limit, assigned }, assignee) =>
    words(
      "Zu viele auf einmal",
      `Danach hätte ${quote(assignee)} ${counted(assigned.length, "Diagramm", "Diagramme")} (${quotes(assigned)}), und niemand darf mehr als ${limit} haben, bis das erste fertig ist. Mach zuerst eines fertig, oder nimm weniger.`,
    ),
  claimStatus: (status) =>
    words(
      "Status am Anfang",
      `Am Anfang ist der Status ${quote("in_progress")}, und hier steht ${quote(status)}. Schreibe ${quote("status: in_progress")}.`,
    ),
  dueTooFar: (due, last) =>
    words(
      "Datum zu weit weg",
      `${due} ist später als ${last}, der späteste Tag, den man jetzt wählen kann. Wähle einen früheren Tag, oder lass ${quote("due_date")} weg.`,
    ),
  dueOfEarlierClaim: (due, last) =>
    words(
      "Datum einer früheren Zusage",
      `Dieses Diagramm wurde vor Kurzem zurückgegeben, also geht die frühere Zusage weiter: Es ist am ${last} fällig, und ${due} ist später. Schreibe ${last}, oder lass ${quote("due_date")} weg.`,
    ),
  duePast: (due, today) =>
    words(
      "Datum vorbei",
      `${due} ist vorbei (heute ist ${today}, UTC). Wähle einen späteren Tag, oder lass ${quote("due_date")} weg.`,
    ),
  ownReview: (login) =>
    words(
      "Eigenes Review",
      `${quote(login)} macht dieses Diagramm, und niemand darf die eigene Arbeit prüfen. Nenne jemand anderen, oder lass ${quote("reviewer")} weg.`,
    ),
  reviewerUnlisted: (login, near, known) =>
    words(
      "Reviewer",
      `${quote(login)} gehört nicht zu den Reviewern der Konfiguration.${near ? ` Meinst du ${quote(near)}?` : ` Schreibe ${quotes(known)}, oder lass ${quote("reviewer")} weg.`}`,
    ),
  byCommand: (field, command) =>
    words(
      "Nicht von Hand",
      `Ändere ${quote(field)} nicht von Hand. Nimm die Änderung heraus, und schreibe stattdessen den Kommentar ${quote(command)}.`,
    ),
  handedOver: (command) =>
    words(
      "Nicht von Hand",
      `Ändere nicht von Hand, wer ein Diagramm hat. Nimm die Änderung heraus, und bitte einen Maintainer um den Kommentar ${quote(command)}.`,
    ),
  statusFollows: (id, status) =>
    words(
      "Nicht von Hand",
      `Schreibe ${quote(status)} nicht von Hand. Nimm die Änderung heraus: ${quote(`/claim ${id}`)} oder ein Name als assignee beginnt ein Diagramm, ein offener Pull Request, der es nennt, bewegt es nach Review, und dessen Merge macht es fertig.`,
    ),
  botField: (field) =>
    words(
      "Vom Bot geschrieben",
      `Der Bot schreibt ${quote(field)}, nach Befehlen, Reviews und Merges. Nimm die Änderung heraus.`,
    ),
  deletedWhileAssigned: (id, now) =>
    words(
      "Eine Datei entfernt",
      `${holder(now)}, und ohne die Datei geht das verloren. Behalte die Datei${now.status === "complete" ? "" : `; ${quote(`/release ${id}`)} gibt das Diagramm zurück und behält seine Quellen`}.`,
    ),
  deletedClaims: (id) =>
    words(
      "Eine frühere Zusage entfernt",
      `Niemand hat ${quote(id)}, aber in seiner Datei steht, bis wann es vorher vergeben war. Wer es wieder nimmt, macht damit weiter. Behalte die Datei.`,
    ),
  deletedNotes: (id) =>
    words(
      "Quellen und Notizen entfernt",
      `Niemand hat ${quote(id)}, aber seine Datei hat Quellen oder Notizen für die nächste Person. Behalte die Datei, außer sie sind falsch.`,
    ),

  notVerifier: (by) =>
    words(
      "Prüfung",
      `Hier steht, dass ${quote(by)} das Diagramm geprüft hat. Das tun nur Reviewer, in ihrem eigenen Namen. Nimm ${quote("verified_by")} heraus; ein zustimmendes Review trägt es ein.`,
    ),
  ownWork: (by) =>
    words(
      "Eigene Arbeit",
      `${quote(by)} hat dieses Diagramm gemacht, und niemand darf die eigene Arbeit prüfen. Nimm ${quote("verified_by")} heraus.`,
    ),
  unverifies: (by) =>
    words(
      "Prüfung entfernt",
      `${quote(by)} hat das Diagramm geprüft, und das hier nimmt es zurück. Das darf nur ${quote(by)} oder ein Maintainer. Lass es, wie es ist.`,
    ),
  verifiedWithout: () =>
    words(
      "Prüfung",
      `${quote("verified_on")} und ${quote("verified_in")} sagen, wann und wo ${quote("verified_by")} es geprüft hat; das schreibt der Bot. Nimm die Änderung heraus.`,
    ),

  order: (first, from, second, to) =>
    words(
      "Reihenfolge der Tage",
      `${quote(second)} (${to}) ist vor ${quote(first)} (${from}). Schreibe diesen Tag oder einen späteren.`,
    ),
  future: (field, date, today) =>
    words(
      "Tag in der Zukunft",
      `${quote(field)} ist ${date}, aber heute ist ${today} (UTC). Schreibe heute oder einen früheren Tag.`,
    ),
  pendingWithAssignee: (assignee) =>
    words(
      "Status und assignee widersprechen sich",
      `${quote("pending")} heißt, dass niemand es hat, aber als assignee steht ${quote(assignee)}. Schreibe ${quote("in_progress")}, oder keinen assignee.`,
    ),
  assignedToNobody: (status) =>
    words(
      "Status und assignee widersprechen sich",
      `${quote(status)} braucht einen assignee, und es gibt keinen. Schreibe ${quote("pending")}, oder einen assignee.`,
    ),
  reviewWithout: () =>
    words(
      "Review von nichts",
      `${quote("review")} heißt, dass ein Pull Request offen ist, aber ${quote("pr_number")} nennt keinen. Schreibe seine Nummer, oder ${quote("in_progress")}.`,
    ),
  doubleSource: (url) =>
    words("Quelle doppelt", `${quote(url)} steht schon in der Liste. Nimm eine der beiden heraus.`),
};
