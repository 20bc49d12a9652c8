import { code, plain } from "../../tracker/inert.ts";
import type { Messages } from "../english/english.ts";
import type { Uncounted } from "../uncounted.ts";
import { pausedSince } from "./campaign.ts";
import { counted, listed, word } from "./grammar.ts";

const NAMED = 20;
const list = (ids: readonly string[]) => listed(ids.map(code), NAMED);
const complete = (id: string, number: number) => code(`/complete ${id} #${number}`);

export const pullRequest: Messages["pullRequest"] = {
  title: (count, trackerUrl) =>
    `In diesem Pull Request geht es um ${count === 1 ? "ein Diagramm" : `${count} Diagramme`} [der Kampagne](${trackerUrl}):`,
  columns: () => ["Diagramm", "Name", "Status", "Was jetzt"],
  ids: list,
  alike: (count) => counted(count, "Diagramm", "Diagramme"),
  more: (count) => `…und ${counted(count, "weitere Zeile", "weitere Zeilen")}. Der Tracker zeigt alles.`,

  completed: ({ verification: { verified_by }, diagram_id, assignee }, missing) =>
    [
      verified_by
        ? `Fertig, geprüft von **${plain(verified_by)}**.`
        : `Fertig, aber nicht geprüft: Ein Reviewer kann noch ${code(`/verify ${diagram_id}`)} schreiben.`,
      ...(missing.length === 0
        ? []
        : [
            `Es wurde ohne ${word(missing.length, "diesen Punkt", "diese Punkte")} gemergt: ${missing.map(plain).join(", ")}.`,
          ]),
      assignee === null
        ? `Niemand ist als Autor genannt: Ein Maintainer kann ${code(`/assign ${diagram_id} @user`)} schreiben.`
        : "Danke!",
    ].join(" "),
  undone: (now, completing) =>
    now.assignee === null
      ? `Dieser Pull Request macht #${completing} rückgängig, also ist es wieder frei.`
      : `Dieser Pull Request macht #${completing} rückgängig, also ist es wieder in Arbeit, bei **${plain(now.assignee)}**${now.due_date ? ` bis ${now.due_date}` : ""}.`,
  drawingLeft: (id, branch) =>
    `Seine Zeichnung ist nicht mehr auf ${code(branch)}, aber es zählt noch als fertig. Muss es neu gemacht werden, kann ein Maintainer ${code(`/reopen ${id}`)} schreiben.`,
  noDrawing: (id, number, isOpen) =>
    isOpen
      ? "Dieser Pull Request bringt noch keine Zeichnung davon. Ohne eine macht der Merge das Diagramm nicht fertig."
      : `Dieser Pull Request brachte keine Zeichnung davon, also ist es nicht fertig. Als Nächstes: ein Pull Request mit der Zeichnung. Ist sie schon da, kann ein Maintainer ${complete(id, number)} schreiben.`,
  noChange: (id, number) =>
    `Dieser Pull Request hat nur die Dateien der Kampagne geändert, also macht er das Diagramm nicht fertig. Ein Maintainer kann ${complete(id, number)} schreiben.`,
  superseded: () =>
    "Es wurde wieder geöffnet, nachdem dieser Pull Request gemergt war. Als Nächstes: ein neuer Pull Request.",
  sameCommit: (number) =>
    `Das ist derselbe Commit wie #${number}, also zählt nur #${number}: Dieser Pull Request nimmt nichts und macht nichts fertig. Als Nächstes: Pushe hier einen eigenen Commit, oder schließe ihn.`,
  first: (number) =>
    `#${number} war zuerst da. Bitte klärt es in #${number}. Wird #${number} geschlossen, tritt dieser an seine Stelle.`,
  draft: () => "Als Nächstes: Erkläre diesen Pull Request für bereit. Dann bewege ich es nach Review.",
  inProgress: () =>
    "Daran wird wieder gearbeitet. Als Nächstes: ein Push zu diesem Pull Request. Dann bewege ich es nach Review.",
  inReview: ({ verification: { verified_by }, reviewer }, rival, uncounted) =>
    uncounted.map(({ reviewer: who, why }) => `${sayUncounted(plain(who), why)} `).join("") +
    (verified_by
      ? `Geprüft von **${plain(verified_by)}**. Als Nächstes: Es wird gemergt.`
      : `Als Nächstes: ${reviewer === null ? "Ein Reviewer, der nicht der Autor ist," : `**${plain(reviewer)}** oder ein anderer Reviewer`} stimmt zu, dann wird es gemergt.`) +
    (rival === null ? "" : ` Auch in #${rival} geht es darum, und der muss warten.`),
  assigned: (assignee, id, author) =>
    `**${plain(assignee)}** hat es, also bewegt dieser Pull Request es nicht. Als Nächstes: Bitte um den Kommentar ${code(`/release ${id}`)}` +
    (author === null ? "." : `, oder einen Maintainer um ${code(`/assign ${id} @${author}`)}.`),
  mergedWhileAssigned: (assignee, id, author, number) =>
    `${assignee === null ? "Niemand" : `**${plain(assignee)}**`} hat es, also macht der Merge es nicht fertig. Ein Maintainer kann ` +
    (author === null ? "" : `${code(`/assign ${id} @${author}`)} und dann `) +
    `${complete(id, number)} schreiben.`,
  unclaimed: (id) => `Niemand hat es. Der Autor kann ${code(`/claim ${id}`)} schreiben.`,
  unclaimedByBot: (id) =>
    `Niemand hat es. Ein Maintainer kann sagen, wessen Arbeit das ist: ${code(`/assign ${id} @user`)}.`,
  paused: (pause) =>
    `Niemand hat es, und die Kampagne ${pausedSince(pause)}. Also habe ich es dem Autor nicht gegeben. Ich sehe mir diesen Pull Request wieder an, wenn ein Maintainer ${code("/resume")} schreibt.`,
  maintenance: () => "Ein Maintainer ändert die Zeichnung. Sonst ändert sich nichts.",
  maintenanceByBot: (id) =>
    `Ein Bot ändert die Zeichnung. Sonst ändert sich nichts. Ist das die Arbeit an dem Diagramm, schreibe ${code(id)} in den Titel.`,
  completeAlready: ({ completion_date, pr_number, diagram_id }) =>
    `Es ${completion_date ? `wurde am ${completion_date} fertig` : "ist fertig"}${pr_number ? ` mit #${pr_number}` : ""}; dieser Pull Request verbessert es. Muss es neu gemacht werden, kann ein Maintainer ${code(`/reopen ${diagram_id}`)} schreiben.`,

  claimed: (author, trackerUrl) =>
    `Dieser Pull Request ist gemergt, also hat ${author === null ? "sein Autor" : `**${plain(author)}**`} in [der Kampagne](${trackerUrl}) genommen:`,
  tooMany: (count, limit) =>
    `Dieser Pull Request nennt ${count} Diagramme. Ich verfolge höchstens ${limit} mit einem Pull Request, also keines von diesen. Teile ihn, oder bitte einen Maintainer, sie nach dem Merge für fertig zu erklären: ${code("/complete")} nimmt mehrere IDs, und Gruppen wie ${code("G-LIN-*")}.`,
  unlinked: ({ isMerged, folder, number }, guesses, trackerUrl) => {
    const [first, ...others] = guesses;
    const what = `Dieser Pull Request ändert eine Zeichnung in ${code(`${folder}/`)}, aber nichts sagt, welches Diagramm [der Kampagne](${trackerUrl}) das ist.`;
    if (isMerged) return `${what} Ein Maintainer kann ${complete(first ?? "ID", number)} schreiben.`;
    if (first === undefined) return `${what} Schreibe die ID des Diagramms in den Titel.`;
    return others.length === 0
      ? `${what} Ist das ${code(first)}? Schreibe es in den Titel.`
      : `${what} Ist das eines von ${list(guesses)}? Schreibe die ID in den Titel.`;
  },
  closed: (back, free) => {
    const count = back.length + free.length;
    return [
      "Dieser Pull Request wurde ohne Merge geschlossen.",
      ...(back.length === 0 ? [] : [`${list(back)} ${word(back.length, "ist", "sind")} wieder in Arbeit.`]),
      ...(free.length === 0 ? [] : [`${list(free)} hat jetzt niemand.`]),
      ...(count === 0
        ? []
        : [
            `Als Nächstes: Öffne ihn wieder, oder öffne einen anderen, der ${word(count, "das Diagramm", "diese Diagramme")} nennt.`,
          ]),
    ].join(" ");
  },
  otherBranch: (ids, number, base, home) =>
    `Dieser Pull Request wurde nach ${code(base)} gemergt, nicht nach ${code(home)}, also hat er kein Diagramm fertig gemacht.` +
    (ids.length === 0
      ? ""
      : ` Wenn seine Arbeit auf ${code(home)} ist, kann ein Maintainer ${complete(ids.slice(0, NAMED).join(" "), number)} schreiben.`),
  namedNone: () =>
    "Dieser Pull Request nannte kein Diagramm der Kampagne, als er gemergt wurde, also hat er keines fertig gemacht.",
  namesNone: () => "Dieser Pull Request nennt kein Diagramm der Kampagne mehr.",
};

function sayUncounted(who: string, why: Uncounted["why"]): string {
  switch (why) {
    case "committed":
      return `**${who}** hat zugestimmt, hat aber einen Commit darin, also muss jemand anders es prüfen.`;
    case "not-seen":
      return `**${who}** hat einer anderen Zeichnung zugestimmt als der, die jetzt hier ist.`;
    case "commits-unknown":
      return `**${who}** hat zugestimmt, aber es sind so viele Commits, dass ich nicht sehen kann, von wem sie sind. Fasse sie zu wenigeren zusammen.`;
    case "holder":
    case "author":
      return `**${who}** hat der eigenen Arbeit zugestimmt, was nicht zählt.`;
    case "bot":
    case "no-role":
      return "";
  }
}
