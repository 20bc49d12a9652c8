import type { Bracket, SyntaxFault } from "../../facts/contents.ts";
import type { DrawingKind } from "../../facts/drawing-kind.ts";
import type { LinkDetail } from "../../facts/link-verdict.ts";
import type { Messages } from "../english/english.ts";
import { sayProblem } from "../say-problem.ts";
import { findings } from "./findings.ts";
import { listed, word } from "./grammar.ts";

const KINDS: Readonly<Record<DrawingKind, string>> = {
  mermaid: "Mermaid",
  plantuml: "PlantUML",
  d2: "D2",
  graphviz: "Graphviz",
  drawio: "draw.io",
  excalidraw: "Excalidraw",
  svg: "SVG",
  picture: "ein Bild",
  other: "eine Datei, die ich nicht kenne",
};
const kindsIn = (kinds: readonly DrawingKind[]) => listed(kinds.map((kind) => KINDS[kind]));

const digits = (number: number) => number.toLocaleString("de-DE");
const origin = (from: "assignment" | "source") =>
  from === "assignment" ? "aus der Datei des Diagramms" : "aus der Adresse einer Quelle";

export const points: Messages["points"] = {
  vouch: () => "Oder hake diesen Punkt in der Beschreibung ab, wenn du weißt, dass es stimmt.",
  personWanted: () =>
    "Ich habe nichts Falsches gefunden. In dieser Kampagne soll eine Person diesen Punkt in der Beschreibung abhaken.",
  noDrawingYet: () => "Es gibt noch keine Zeichnung, die ich lesen kann.",
  noDrawing: (id) =>
    `Dieser Pull Request bringt keine Zeichnung von ${id}. Füge eine .mmd-Datei hinzu, eine Markdown-Datei mit einem mermaid-Block, oder eine Zeichnung anderer Art. Ihr Name, eine Überschrift oder ein Kommentar darin muss die ID nennen.`,
  otherKinds: {
    names: (kinds) => kindsIn(kinds),
    syntax: (kinds) => `nicht geprüft: Das ist ${kindsIn(kinds)}, und ich prüfe nur Mermaid`,
    colours: (kinds) =>
      `Das ist ${kindsIn(kinds)}, und dessen Farben sehe ich nicht. Wenn es die der Palette sind, hake diesen Punkt in der Beschreibung ab.`,
    ask: (kinds) =>
      `Das ist ${kindsIn(kinds)}. Davon lese ich höchstens die Texte, und dort habe ich nichts gefunden. Wenn die Zeichnung es zeigt, hake diesen Punkt in der Beschreibung ab.`,
  },

  assigned: {
    broken: (problem) =>
      `Seine Datei ist nicht lesbar. Korrigiere sie zuerst auf dem Standard-Branch. ${problem.file}:${problem.line}:${problem.column}: ${sayProblem(problem, { findings })}`,
    improves: () => "schon fertig; dieser Pull Request verbessert es",
    maintenance: () =>
      "von einem Maintainer oder Bot geändert, ohne es zu nennen; dann müssen sie es nicht haben",
    assignedTo: (who, until) => `bei ${who}${until === null ? "" : ` bis ${until}`}`,
    free: (id) => `Niemand hat das Diagramm. Schreibe den Kommentar /claim ${id}, um es zu nehmen.`,
    assignedToOther: (who, id) =>
      `${who} hat das Diagramm, nicht der Autor dieses Pull Requests. Bitte um den Kommentar /release ${id}, oder einen Maintainer um /assign.`,
  },
  verified: {
    by: (who, on) => `geprüft von ${who}${on === null ? "" : ` am ${on}`}`,
    missing: () =>
      "Als Nächstes: Ein Reviewer stimmt diesem Pull Request zu. Es muss jemand sein, der nicht der Autor ist, das Diagramm nicht hat und keinen Commit hier hat.",
  },
  template: {
    unknown: () => "Es gibt kein Diagramm einer Art, die Mermaid kennt.",
    otherType: (type, name, expected) =>
      `Dieses Diagramm ist ein ${type}, aber „${name}“ sollte ein ${expected} sein.`,
  },
  syntax: {
    reads: (types) => `Mermaid kann es lesen: ${types.join(", ")}`,
    unchanged: () => "dieser Pull Request ändert keine Zeichnung",
    tooLarge: (bytes) =>
      `Dieses Diagramm hat mehr als ${digits(bytes)} Bytes, also habe ich es nicht gelesen. Teile es in mehrere.`,
    tooSlow: (milliseconds) =>
      `Mermaid braucht mehr als ${digits(milliseconds)} ms, oder zu viel Speicher, um dieses Diagramm zu lesen. Mach es kleiner, oder teile es.`,
    notAsked: () =>
      "Dieses Diagramm wurde nicht angesehen, also kann ich nicht sagen, ob Mermaid es lesen kann. Starte die Prüfung noch einmal.",
    quoteLabel: (corrected) =>
      `Ein Text mit Klammern muss in doppelten Anführungszeichen stehen. Schreibe: ${corrected}`,
    error: sayFault,
  },
  safety: {
    clean: () => "kein Link oder HTML, das ein Browser ausführen könnte",
    html: (tag) =>
      `In dem Diagramm ist HTML (<${tag}>), das ein Browser ausführen könnte. Nimm es heraus; ein Text braucht nur <br/>.`,
    handler: () => "In dem Diagramm ist HTML, das auf Ereignisse reagiert (event handler). Nimm es heraus.",
    script: () =>
      "In dem Diagramm ist eine Adresse, die ein Skript ausführt. Nimm eine Adresse, die mit https:// beginnt.",
    setting: (name) =>
      `Das Diagramm ändert „${name}“ von Mermaid. Nimm es heraus: Wie sicher eine Zeichnung sein muss, entscheidet, wer sie liest.`,
    call: (name) =>
      `Ein Klick ruft die Funktion „${name}“ auf, die es auf keiner Seite gibt. Verweise stattdessen auf eine Adresse.`,
    scheme: (scheme) =>
      `Ein Klick führt zu einer Adresse mit „${scheme}:“. Nimm eine, die mit https:// beginnt.`,
  },
  productionData: {
    tooFew: (found) =>
      `Ich habe in der Zeichnung ${found === 0 ? "keine Zahlen mit Einheiten" : `nur ${found} ${word(found, "Zahl mit einer Einheit", "Zahlen mit Einheiten")}`} gefunden. Schreibe mindestens drei echte aus den Quellen, etwa Latenzen, Raten und Größen.`,
    checked: () =>
      "Es gibt Zahlen. Hast du sie mit den Quellen verglichen? Dann hake diesen Punkt in der Beschreibung ab, oder setze verification.metrics_verified in der Datei des Diagramms auf true.",
  },
  sourceUrl: {
    none: (id, isInDrawing) =>
      `Die Datei des Diagramms nennt keine Quelle. ${isInDrawing ? "In der Zeichnung steht eine Adresse, aber sie muss in der Datei stehen. " : ""}Schreibe den Kommentar /source ${id} https://…, oder trage sie in die Datei ein.`,
    saw: sayDetail,
    gone: (id, count, { url, detail, on }) =>
      `${count === 1 ? "Die einzige Quelle" : `Keine der ${count} Quellen ist noch da; die erste`} (${url}) ${detail}, wie ich am ${on} gesehen habe. Schreibe den Kommentar /source ${id} mit einer Adresse, die geht.`,
  },
  dateCurrent: {
    unknown: (oldest) =>
      `Nichts sagt, aus welchem Jahr die Daten sind. Sind sie von ${oldest} oder später, hake diesen Punkt in der Beschreibung ab, oder setze verification.data_current in der Datei des Diagramms.`,
    future: (year) =>
      `Die Daten sollen von ${year} sein, und das liegt in der Zukunft. Setze verification.data_current in der Datei des Diagramms auf das Jahr der neuesten Daten.`,
    tooOld: (year, from, oldest) =>
      `Die neuesten Daten sind von ${year} (${origin(from)}), und sie müssen von ${oldest} oder später sein. Suche eine neuere Quelle.`,
    found: (year, from) => `${year} (${origin(from)})`,
  },
  colorScheme: {
    free: () => "die Farben sind hier frei",
    noClasses: () => "diese Art von Diagramm hat keine Klassen",
    used: (classes) => `Farben der Palette: ${classes.join(", ")}`,
    none: (classes, definition, use) =>
      `Kein Knoten hat eine Farbe der Palette (${classes.join(", ")}). Definiere ihre Klassen und benutze sie, etwa „${definition}“ und „${use}“.`,
    undefinedClass: (name, how) =>
      `Die Klasse „${name}“ wird benutzt, aber nicht definiert. ${
        "add" in how
          ? `Füge „${how.add}“ hinzu.`
          : how.near === null
            ? "Definiere sie mit classDef, oder nimm sie heraus."
            : `Meinst du „${how.near}“? Wenn nicht, definiere sie mit classDef, oder nimm sie heraus.`
      }`,
    what: (className) => (className === null ? "Dieser Stil" : `Die Klasse „${className}“`),
    fill: (what, fill, near) =>
      `${what} hat die Füllung ${fill}, die nicht in der Palette ist.${near === null ? "" : ` Nimm ${near}.`}`,
    otherProfile: (profile, count, files) =>
      `${digits(count)} Füllungen${files > 1 ? ` in ${digits(files)} Dateien` : ""} sind von der Palette „${profile}“, und das ist nicht die dieser Kampagne. Wenn sie es sein soll, setze gates.palette.profile in der Konfiguration auf ${profile}.`,
    border: (what, stroke, fill, expected) =>
      `${what} hat den Rand ${stroke}. Zur Füllung ${fill} gehört in der Palette der Rand ${expected}.`,
    text: (what, colour, expected) =>
      `${what} hat Text in ${colour}. Auf den Farben der Palette ist Text ${expected}.`,
  },
  costData: {
    missing: () =>
      "Ich habe in der Zeichnung keinen Geldbetrag und keine Anzahl gefunden. Schreibe, was es kostet oder wie viel davon läuft, etwa “$4,200/month” oder “12 brokers”.",
  },
  latencyBudget: {
    missing: (lacking, on, isElsewhere) =>
      `Ich habe kein ${listed(lacking)} mit einer Dauer ${on === "edge" ? "an einer Kante" : "in der Zeichnung"} gefunden. ${isElsewhere ? "In einem Knoten steht eines, aber es gehört an die Kante, die die Zeit braucht. " : ""}Schreibe beide, etwa “p50: 4ms, p99: 25ms”.`,
  },
  failureMode: {
    missing: (has) =>
      `${
        {
          breaks: "Die Zeichnung sagt, was ausfällt, aber nicht, wie es sich erholt.",
          recovers: "Die Zeichnung sagt, wie sich etwas erholt, aber nicht, was ausfällt.",
          neither: "Die Zeichnung sagt nicht, was ausfällt und wie es sich erholt.",
        }[has]
      } Schreibe beides, etwa “leader crashes: re-election in 5s”.`,
  },
  instanceTypes: {
    missing: () =>
      "Ich habe in der Zeichnung keinen Instanztyp gefunden. Schreibe, worauf die Teile laufen, etwa r5.24xlarge, n2-standard-32 oder Standard_E64s_v5.",
  },
  scaleMetrics: {
    missing: () =>
      "Ich habe in der Zeichnung keine Nutzer, keine Rate und keine Datenmenge gefunden. Schreibe, wie viel hindurchgeht, etwa “2M requests/s”, “260M users” oder “40 TB/day”.",
  },
  threeAmTest: {
    ask: () =>
      "Würde das bei einer Störung helfen? Das kann keine Maschine sagen. Wenn du das meinst, hake diesen Punkt in der Beschreibung ab.",
  },
};

const BRACKETS: Readonly<Record<Bracket, string>> = {
  "(": "die runde Klammer `(`",
  "[": "die eckige Klammer `[`",
  "{": "die geschweifte Klammer `{`",
  '"': 'das Anführungszeichen `"`',
};

/** Nur die Worte von `other` sind Mermaids eigene. */
function sayFault(fault: SyntaxFault): string {
  const at = "at" in fault && fault.at !== "" ? `\`${fault.at}\` nicht lesen` : "nicht weiterlesen";
  const cannot = `Mermaid kann ${at}:`;
  switch (fault.kind) {
    case "too-deep":
      return "Es ist zu tief verschachtelt, um es zu lesen.";
    case "failed":
      return "Mermaid kann dieses Diagramm nicht lesen und sagt nicht, wo. Nimm Zeilen heraus, bis es geht, und sieh dir diese an.";
    case "no-type":
      return fault.near === null
        ? "Es beginnt mit keinem Typ eines Diagramms, den Mermaid kennt, etwa flowchart oder sequenceDiagram."
        : `\`${fault.word}\` ist kein Typ eines Diagramms, den Mermaid kennt. Meintest du ${fault.near}?`;
    case "brackets":
      return "Ein Text mit Klammern muss in doppelten Anführungszeichen stehen.";
    case "unclosed":
      return `${cannot} Nichts schließt ${BRACKETS[fault.open]}.`;
    case "unopened":
      return `${cannot} Nichts öffnet \`${fault.close}\`. Nimm es heraus, oder setze den Text in doppelte Anführungszeichen.`;
    case "unended":
      return `${cannot} \`${fault.word}\` endet nie. Füge eine Zeile \`end\` hinzu.`;
    case "reserved":
      return `${cannot} \`${fault.word}\` hat eine eigene Bedeutung. Schreibe es groß, oder in doppelten Anführungszeichen.`;
    case "no-period":
      return `${cannot} Dieses Ereignis hat keine Zeit. Schreibe eine vor den Doppelpunkt, etwa \`2024 : Ereignis\`.`;
    case "clock":
      return `${cannot} In einer Zeitleiste endet die Zeit am Doppelpunkt. Schreibe sie ohne einen, etwa 21.15 oder 21 Uhr.`;
    case "semicolon":
      return `${cannot} Ein Semikolon beendet dort die Zeile. Schreibe \`#59;\` dafür, oder ein Komma.`;
    case "arrow":
      return `${cannot} Ein Pfeil wird in diesem Typ von Diagramm \`-->\` geschrieben.`;
    case "unfinished":
      return `${cannot} Die Zeile endet, bevor sie etwas sagt, das hierher gehört.`;
    case "unexpected":
      return `${cannot} \`${fault.near}\` versteht es dort nicht.`;
    case "foreign":
      return `${cannot} Das gehört nicht zu diesem Typ von Diagramm.`;
    case "other":
      return `${cannot} Auf Englisch: ${fault.words}`;
  }
}

function sayDetail(detail: LinkDetail): string {
  switch (detail.saw) {
    case "answer":
      return `antwortet mit ${detail.status}`;
    case "page":
      return `antwortet${detail.over === null ? "" : `, über eine Umleitung nach ${detail.over}`}${detail.isPlain ? ", ohne Verschlüsselung" : ""}`;
    case "no-host":
      return "nennt einen Host, den es nicht gibt";
    case "no-answer-in-time":
      return "hat nicht rechtzeitig geantwortet";
    case "unreachable":
      return "war nicht zu erreichen";
    case "redirects":
      return `leitet mehr als ${detail.limit} Mal weiter`;
    case "https-to-http":
      return "führt von https zu http, und dem folge ich nicht";
    case "no-web-page":
      return "führt zu etwas, das keine Webseite ist";
    case "credentials":
      return "enthält einen Benutzernamen oder ein Passwort";
    case "not-public":
      return "führt zu einer Adresse, die nicht öffentlich ist";
    case "port":
      return `führt zu Port ${detail.port}, der nicht zum Web gehört`;
  }
}
