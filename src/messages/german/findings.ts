import type { CountedIn, Expected, Kind } from "../../domain/findings.ts";
import type { Messages } from "../english/english.ts";
import { counted, word } from "./grammar.ts";
import { yamlFindings } from "./yaml-findings.ts";

const EXPECTED: Readonly<Record<Expected, string>> = {
  account: "Login und ID eines Kontos, wie in `{ login: ada, id: 583231 }`",
  address: "eine Adresse, die mit https:// oder http:// beginnt",
  bot: "der Name eines Bots, etwa release-please[bot]",
  branch: "der Name eines Branches, etwa diagram-tracker/state",
  class: "der Name einer Klasse, etwa edge",
  colour: "eine Farbe wie #0066CC, in Anführungszeichen",
  diagram: "ein Name in einer Zeile, oder `{ name: …, was: ALTE-ID }`",
  command: "das Wort eines Befehls, etwa claim",
  commit: "der Name eines Commits, 40 oder 64 hexadezimale Ziffern",
  date: "ein Datum wie 2024-09-22",
  daysOrOff: "eine Anzahl von Tagen von 1 bis 365, oder `off`",
  day: "ein Tag, den es im Kalender gibt",
  hash: "ein Hash, 40 bis 64 hexadezimale Ziffern",
  id: "die ID eines Diagramms in Großbuchstaben, etwa G-LIN-FL",
  key: "ein Schlüssel wie G01, in einer Zeile",
  label: "eine Beschriftung, in einer Zeile",
  login: "ein GitHub-Login wie ada",
  name: "ein Name, in einer Zeile",
  path: "ein Pfad innerhalb des Repositorys",
  paths: "ein Pfad innerhalb des Repositorys, oder eine Liste davon",
  pattern: "eine ID oder ein Muster wie G-LIN-*",
  person: "ein Name, oder gar nichts für niemanden",
  prefix: "womit die erste Zeile eines Commits beginnt, etwa chore:, in einer Zeile",
  sibling: "der Name eines anderen Repositorys desselben Besitzers, ohne den Besitzer, oder `false`",
  team: "ein Team wie reviewers oder org/reviewers",
  time: "eine Zeit, in einer Zeile",
  timeZone: "der Name einer Zeitzone, etwa Europe/Berlin",
};

const KINDS: Readonly<Record<Kind, string>> = {
  string: "ein Text",
  number: "eine Zahl",
  int: "eine ganze Zahl",
  boolean: "`true` oder `false`",
  array: "eine Liste",
  object: "Schlüssel mit Werten",
  record: "Schlüssel mit Werten",
  null: "nichts",
};

const UNITS = { string: ["Zeichen", "Zeichen"], array: ["Eintrag", "Einträge"] } as const;
const number = (count: number) => count.toLocaleString("de-DE");
function amount(count: number, of: CountedIn): string {
  if (of === null) return `${count}`;
  const [one, many] = UNITS[of];
  return counted(count, one, many);
}
const names = (words: readonly string[]) => words.map((one) => `\`${one}\``).join(", ");
const andFound = (value: string | null) => (value === null ? "" : ` Gefunden: ${names([value])}.`);
const at = (path: string) => (path === "" ? "" : `\`${path}\`: `);
const meant = (near: string | null, known?: readonly string[]) =>
  near === null ? (known === undefined ? "" : ` Bekannt sind: ${names(known)}.`) : ` Meinst du \`${near}\`?`;

/** What the library says of schemas is its own, and in English. */
const inEnglish = (words: string) => `Auf Englisch: ${words}`;

export const findings: Messages["findings"] = {
  tooManyBytes: (size, limit) => `Sie hat ${size}, und ich lese höchstens ${limit}.`,
  utf16: () => "Das ist kein Text in UTF-8, sondern in UTF-16. Speichere die Datei als UTF-8.",
  notUtf8: (byte) =>
    `Das ist kein Text in UTF-8: Das Byte ${byte} an dieser Stelle ist kein Zeichen. Speichere die Datei als UTF-8.`,
  zeroBytes: () => "Darin sind Null-Bytes, also ist es kein Text. Speichere die Datei als UTF-8.",
  twoConfigurations: (other) =>
    `${other} ist auch da, also weiß niemand, welche gilt. Behalte eine von beiden.`,
  defaultsUnreadable: (repository) =>
    `Ich kann ${repository} nicht lesen, und was die Konfiguration dort sagt, gilt auch hier. Darum ändere ich nichts. Lass mich es wieder lesen; oder schreibe \`extends: false\` in die eigene Konfiguration dieses Repositorys, damit es ohne sie weitergeht.`,
  extendsNothing: (repository) =>
    `\`extends\` nennt ${repository}, und dort finde ich keine Konfiguration. Lege dort eine an und lass mich das Repository lesen, oder nimm \`extends\` heraus.`,

  tooLarge: (characters, limit) =>
    `Die Datei hat ${number(characters)} Zeichen, und ich lese höchstens ${number(limit)}.`,
  tooManyLines: (lines, limit) =>
    `Die Datei hat ${number(lines)} Zeilen, und die eines Diagramms hat höchstens ${number(limit)}.`,
  tooSlow: (seconds) =>
    `Die Datei war in ${seconds} s und mit ihrem Anteil am Speicher nicht zu lesen. Schreibe sie einfacher, oder teile sie.`,
  ...yamlFindings,
  doubleKey: (key, line) =>
    `Der Schlüssel ${names([key])} steht schon in Zeile ${line}. Behalte einen von beiden.`,
  alias: () => "Aliase in YAML (`*name`) werden hier nicht gelesen. Schreibe den Wert aus.",
  moreProblems: (count) =>
    `Ab hier ${word(count, "ist", "sind")} noch ${counted(count, "Fehler", "Fehler")}. Behebe die ersten und sieh noch einmal nach.`,
  unknownKey: (key, near, known) => `Unbekannter Schlüssel ${names([key])}.${meant(near, known)}`,

  missing: (path, kind) => `${names([path])} fehlt. Erwartet: ${KINDS[kind]}.`,
  expected: (path, what, value) => `${at(path)}Erwartet: ${EXPECTED[what]}.${andFound(value)}`,
  oneOf: (path, values, value, near) =>
    `${at(path)}Erwartet: ${values.length === 1 ? "" : "eines von "}${names(values)}.${andFound(value)}${near === null ? "" : ` Meinst du ${names([near])}?`}`,
  kind: (path, expected, found, value) =>
    `${at(path)}Erwartet: ${KINDS[expected]}.${found === "null" || value === null ? ` Gefunden: ${KINDS[found]}.` : andFound(value)}`,
  atLeast: (path, count, of, value) =>
    `${at(path)}Erwartet: mindestens ${amount(count, of)}.${andFound(value)}`,
  atMost: (path, count, of, value) =>
    `${at(path)}Erwartet: höchstens ${amount(count, of)}.${andFound(value)}`,
  schema: (path, words, value) => `${at(path)}Das passt so nicht. ${inEnglish(words)}${andFound(value)}`,
  gitsOwn: (path) => `${at(path)}Erwartet: ein Pfad außerhalb von \`.git\`, das git gehört.`,
  workflows: (path, folder) =>
    `${at(path)}Erwartet: ein Pfad, der \`${folder}\` nicht berührt. Was dort liegt, führt GitHub aus.`,
  shared: (path, how, { here, there, key }) => {
    const name = key === null ? "die Konfiguration" : `\`${key}\``;
    const sentences = {
      same: `\`${here}\` ist auch ${name}`,
      "same-on-many": `\`${here}\` ist auf vielen Rechnern dasselbe wie ${name} (\`${there}\`)`,
      inside: `\`${here}\` liegt in ${name} (\`${there}\`)`,
      around: `In \`${here}\` liegt ${name} (\`${there}\`)`,
    }[how];
    return `${at(path)}${sentences}. Gib jedem einen eigenen Platz.`;
  },

  fileName: () => "Der Name der Datei ist keine ID eines Diagramms. Erwartet: ein Name wie G-LIN-FL.yml.",
  otherId: (name, inside) =>
    `Die Datei heißt nach \`${name}\`, aber ihre \`diagram_id\` ist \`${inside}\`. Erwartet: in beiden dieselbe.`,
  ownWork: (verifier) =>
    `\`${verifier}\` hat dieses Diagramm gemacht, und niemand prüft die eigene Arbeit: Es gilt als nicht geprüft. Nimm \`verified_by\` heraus.`,
  secondFile: (first, id) =>
    `In ${first} geht es auch um \`${id}\`, und diese Datei gilt. Erwartet: eine Datei für ein Diagramm.`,
  renamedFile: (was, id, path) =>
    `\`${was}\` heißt jetzt \`${id}\`, und dafür gibt es ${path}. Behalte eine der beiden Dateien, und zwar als ${path.replace(/^.*\//, "")}.`,
  vanishedWhileAssigned: (id, holder, status) =>
    `Der Katalog nennt \`${id}\` nicht mehr, aber \`${holder}\` hat es (${status}). Nimm es wieder in den Katalog auf; oder nenne dort seine neue ID, wie in \`NEW-ID: { name: …, was: ${id} }\`; oder kommentiere \`/release ${id}\`.`,
  notInCatalog: (id, near) => `Im Katalog steht kein Diagramm \`${id}\`.${meant(near)}`,

  doubleCategory: (name) => `Die Kategorie \`${name}\` steht zweimal im Katalog. Diese habe ich weggelassen.`,
  doubleGroup: (key, file) =>
    `Den Schlüssel \`${key}\` hat schon eine Gruppe in ${file}. Diese Gruppe habe ich weggelassen.`,
  doubleDiagram: (id, file) => `Das Diagramm \`${id}\` steht schon in ${file}. Dieses habe ich weggelassen.`,
  doublePlan: (day, planned) =>
    `\`plan\` sagt schon, dass am ${day} ${counted(planned, "Diagramm", "Diagramme")} geplant ${planned === 1 ? "war" : "waren"}. Diesen Eintrag habe ich weggelassen.`,
  tooManyDiagrams: (limit) =>
    `Ein Katalog fasst höchstens ${number(limit)} Diagramme. Dieses habe ich weggelassen.`,
  categoryPlan: (name, planned, inGroups) =>
    `Für die Kategorie \`${name}\` sind ${planned} Diagramme geplant, für ihre Gruppen zusammen ${inGroups}. Die größere Zahl gilt.`,
  groupPlan: (key, planned, named) =>
    `Für die Gruppe \`${key}\` sind ${planned} Diagramme geplant, und ${named} sind genannt. Die genannten gelten.`,
  itemPlan: (match, planned, named) =>
    `Für \`${match}\` sind ${planned} Diagramme geplant, und ${named} sind genannt. Die genannten gelten.`,
  itemOfNothing: (match) =>
    `Noch kein Diagramm des Katalogs ist \`${match}\`, also kann hier niemand etwas nehmen.`,

  wasItself: (id) => `\`${id}\` war \`${id}\`: Das ist keine andere ID. Nimm \`was\` heraus.`,
  wasStillNamed: (id, was) =>
    `\`${id}\` war \`${was}\`, aber der Katalog nennt \`${was}\` noch, also zieht nichts um. Nimm eines der beiden heraus.`,
  wasTwice: (first, was) =>
    `Auch \`${first}\` war \`${was}\` und übernimmt, was \`${was}\` hatte. Nimm \`was\` aus einem der beiden heraus.`,

  notReadThere: (is) =>
    ({
      link: "Das ist ein symbolischer Link, und Links folge ich nicht. Lege hierher, wohin er führt.",
      submodule: "Das ist ein Submodul, und darin lese ich nichts. Lege seine Dateien hierher.",
      folder:
        "Das ist ein Ordner, und ich lese hier eine Datei. Verschiebe ihn, oder wähle in `paths` einen anderen Ort.",
      file: "Das ist eine Datei, und ich lese hier einen Ordner. Verschiebe sie, oder wähle in `paths` einen anderen Ort.",
    })[is],

  nestedRegion: (name, open, line, end) =>
    `\`${name}\` beginnt in \`${open}\`, das in Zeile ${line} begonnen hat. Bereiche stehen nicht ineinander. Beende jenen zuerst mit \`${end}\`.`,
  endWithoutBegin: (name, begin) =>
    `\`${name}\` endet hier, hat aber nicht begonnen. Entferne die Zeile, oder setze \`${begin}\` über den Bereich.`,
  otherEnd: (name, open, line, end) =>
    `\`${name}\` endet hier, aber offen ist \`${open}\` aus Zeile ${line}. Erwartet: \`${end}\`.`,
  neverClosed: (name, end) =>
    `Der Bereich \`${name}\` endet nirgends. Setze \`${end}\` in eine eigene Zeile darunter.`,
  endInCode: (name, line) =>
    `Diese Marke steht in einem Codeblock, deshalb endet \`${name}\` aus Zeile ${line} nicht mit ihr. Setze sie unter den Block.`,
  badMarker: (begin, end) =>
    `Diese Markierung ist nicht lesbar. Erwartet: \`${begin}\` oder \`${end}\`, allein in ihrer Zeile.`,
  unknownMarker: (verb, near, known) => `Unbekannte Markierung \`${verb}\`.${meant(near, known)}`,
  unknownRegion: (name, near, known) => `Unbekannter Bereich \`${name}\`.${meant(near, known)}`,
  unknownAttribute: (key, near, known) =>
    `Unbekanntes Attribut \`${key}\` eines Bereichs.${meant(near, known)}`,
  attributeElsewhere: (key, name) =>
    `Nur \`details\` nimmt \`${key}\`. \`${name}\` zeigt immer die ganze Kampagne.`,
  unknownFilter: (what, value, near) =>
    `Im Katalog steht keine ${what === "group" ? "Gruppe" : "Kategorie"} \`${value}\`.${near === null ? " Nenne eine so, wie der Katalog sie schreibt." : meant(near)}`,
  noRegions: (begin, end) =>
    `In diesem Dokument ist kein Bereich für mich, also halte ich darin nichts aktuell. Setze \`${begin}\` und \`${end}\` in eigene Zeilen, dorthin, wo die Übersicht stehen soll (ebenso \`details\`, \`phases\`, \`chart\`, \`people\`, \`recent\`, \`review\`, \`overdue\` und \`footer\`).`,
};
