import { code, plain } from "../../tracker/inert.ts";
import type { Messages } from "../english/english.ts";

export const comment: Messages["comment"] = {
  welcome: () =>
    `Willkommen bei der Kampagne! In deinem Pull Request sage ich dir, was noch fehlt, dann sieht jemand ihn durch, und sobald er gemergt ist, ist das Diagramm fertig und zählt als deines. Wenn du Hilfe brauchst, frag hier; ${code("/help")} zeigt, was ich verstehe.`,
  tooMany: (count, limit) =>
    `Dieser Kommentar hat ${count} Befehle, und ich führe höchstens ${limit} auf einmal aus. Also habe ich keinen ausgeführt. Teile ihn in mehrere Kommentare.`,
  tooManyDiagrams: (count, limit) =>
    `Die Befehle dieses Kommentars nennen ${count} Diagramme, und ich nehme höchstens ${limit} auf einmal. Es wurde nichts geändert. Teile ihn in mehrere Kommentare.`,
  blocked: () =>
    "Du stehst auf der Sperrliste dieser Kampagne, also habe ich die Befehle nicht ausgeführt. Die Maintainer können dir sagen, warum.",
  noCatalog: (folder) =>
    `Dieses Repository hat noch keinen Katalog, also gibt es nichts zu nehmen. Als Nächstes: Ein Maintainer nennt die Diagramme in ${code(`${folder}/*.yml`)} oder bekommt mit ${code("/onboard")} einen Pull Request, der die Kampagne einrichtet.`,
  namesNothing: (folder) =>
    `Der Katalog nennt noch kein Diagramm, also gibt es nichts zu nehmen. Als Nächstes: Ein Maintainer nennt die Diagramme in ${code(`${folder}/*.yml`)}.`,
  notRead: (path, message) =>
    `Ich kann ${code(path)} nicht lesen, darum hat sich nichts geändert. Als Nächstes: Ein Maintainer bringt das in Ordnung; kommentiere dann noch einmal. ${plain(message)}`,
  configBroken: (where, message) =>
    `Die Konfiguration der Kampagne ist nicht lesbar, also wurde nichts geändert. Als Nächstes: Ein Maintainer korrigiert sie; kommentiere dann noch einmal. ${code(where)}: ${plain(message)}`,
  declinedTooOften: (limit) =>
    `Ich habe innerhalb einer Stunde ${limit} deiner Kommentare abgelehnt. In der nächsten Stunde antworte ich nicht auf Kommentare, die ich nur ablehnen kann. Alles andere erledige und beantworte ich weiterhin; ${code("/help")} zeigt die Befehle.`,
  repliedToBotTooOften: (limit) =>
    `Ich habe diesem Bot innerhalb einer Stunde ${limit}-mal geantwortet. In der nächsten Stunde antworte ich ihm nicht. Seine Befehle führe ich weiterhin aus; der Tracker zeigt, was sie geändert haben.`,
  notStored: () =>
    "GitHub speichert nicht, was das schreiben würde, denn ein Teil davon sieht aus wie ein Passwort oder ein Schlüssel. Also habe ich nichts von diesem Kommentar ausgeführt. Lass den Teil weg, und versuche es noch einmal. Ist es ein echter Schlüssel, mach ihn ungültig: Diese Seite zeigt ihn allen.",
  carriedOut: (commit, tracker) =>
    `Ich habe diesen Kommentar in [einem früheren Commit](${commit}) ausgeführt, der sagt, was sich geändert hat; meine Antwort ging verloren. ` +
    `[Der Tracker](${tracker}) zeigt, wie alles jetzt steht. Wiederhole einen Befehl, der nicht in dem Commit steht, dann sage ich, warum.`,
};
