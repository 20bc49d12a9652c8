import type { yamlFindings as english } from "../../domain/yaml-findings.ts";
import type { Messages } from "../english/english.ts";
import { counted } from "./grammar.ts";

const spaces = (count: number) => counted(count, "Leerzeichen", "Leerzeichen");
const indents = ({ here, above }: { here: number; above: number }) =>
  `Schlüssel einer Ebene beginnen in derselben Spalte: Vor dieser Zeile stehen ${spaces(here)}, vor der darüber ${spaces(above)}.`;

export const yamlFindings: Pick<Messages["findings"], keyof typeof english> = {
  yamlConflict: (first, last) =>
    `Hier stehen zwei Fassungen der Datei, aus einem Merge, der nicht beendet wurde (${last === null ? `ab Zeile ${first}` : `Zeile ${first} bis ${last}`}). Behalte eine davon, und lösche die Zeilen, die mit \`<<<<<<<\`, \`=======\` und \`>>>>>>>\` beginnen.`,
  yamlBracket: (opening, closing) =>
    `Die Klammer \`${opening}\` wird nie geschlossen. Setze \`${closing}\` hinter ihren letzten Eintrag. Gehört die Klammer zum Wert, setze den Wert in Anführungszeichen.`,
  yamlBracketInWord: (text) =>
    `In Klammern darf das Wort \`${text}\` keine Klammer enthalten. Setze es in Anführungszeichen: \`"${text}"\`.`,
  yamlStart: (value) =>
    `Ein Wert kann nicht mit \`${value.charAt(0)}\` beginnen, außer in Anführungszeichen. Schreibe \`"${value}"\`.`,
  yamlTab: () =>
    "Diese Zeile ist mit einem Tabulator eingerückt. In YAML gehen nur Leerzeichen: zwei für jede Ebene.",
  yamlColon: (value, inQuotes) =>
    `In \`${value}\` steht ein Doppelpunkt, also sucht YAML dahinter noch einen Wert. Setze das Ganze in Anführungszeichen: \`${inQuotes}\`.`,
  yamlBelow: (text, line, next, widths) =>
    `\`${text}\` hat schon seinen Wert, aber Zeile ${line}, \`${next}\`, ist so eingerückt, als gehörte sie dazu. ${indents(widths)}`,
  yamlIndent: (text, widths) =>
    `\`${text}\` steht nicht in einer Spalte mit den Schlüsseln, zu denen es gehört. ${indents(widths)}`,
  yamlItems: () =>
    "Die Einträge einer Liste beginnen nicht in derselben Spalte. Setze jedes `-` unter das erste.",
  yamlNoColon: (text) =>
    `In \`${text}\` fehlt ein Doppelpunkt. Hinter einem Schlüssel steht einer, wie in \`limit: 3\`.`,
  yamlQuote: (quote, rest) =>
    `Das Anführungszeichen \`${quote}\` vor \`${rest}\` wird in dieser Zeile nicht geschlossen. Setze noch eines hinter den Wert.`,
  yamlQuoteAbove: () =>
    "Ein Anführungszeichen über dieser Zeile wird nie geschlossen. Setze noch eines hinter seinen Wert.",
  yamlAfterEnd: (text) =>
    `\`${text}\` steht hinter einem Wert, der schon zu Ende ist. Setze den ganzen Wert in Anführungszeichen, oder lösche den Rest.`,
  yamlEscape: (letters) =>
    `Zwischen doppelten Anführungszeichen bedeutet \`${letters}\` nichts. Schreibe \`\\\\\` für einen Backslash, oder nimm einfache Anführungszeichen.`,
  yamlClosesNothing: (bracket) =>
    `Die Klammer \`${bracket}\` schließt nichts. Lösche sie, oder setze den ganzen Wert in Anführungszeichen.`,
  yamlItemBesideKey: (text) =>
    `Mit \`${text}\` beginnt eine Liste neben ihrem Schlüssel. Schreibe jeden Eintrag in eine eigene Zeile unter den Schlüssel.`,
  yamlMixed: (text) =>
    `\`${text}\` passt nicht zu dem, was darüber steht. Auf einer Ebene steht entweder eine Liste, oder es stehen dort Schlüssel mit Werten.`,
  yamlComma: () => "Hier steht ein Komma, vor dem kein Eintrag steht. Lösche es.",
  yamlNoComma: (text) => `Vor \`${text}\` fehlt ein Komma. Setze eines zwischen zwei Einträge in Klammern.`,
  yamlListInBrackets: () =>
    "In Klammern stehen Kommas zwischen den Einträgen, und keine Zeile beginnt mit `-`. Schreibe `[eins, zwei]`, oder eine Liste ohne Klammern.",
  yamlBlockText: (text) =>
    `Hinter \`|\` oder \`>\` darf in dieser Zeile nichts mehr stehen: \`${text}\`. Setze den Text eingerückt in die nächste Zeile.`,
  yamlComment: () =>
    "Vor dem `#`, mit dem hier ein Kommentar beginnt, fehlt ein Leerzeichen. Setze eines davor.",
  yamlTag: (text) =>
    `Ein Tag wie \`!name\` wird hier nicht gelesen: \`${text}\`. Lösche ihn, oder setze den ganzen Wert in Anführungszeichen.`,
  yamlAnchor: (text) =>
    `Ein Anker wie \`&name\` wird hier nicht gelesen: \`${text}\`. Lösche ihn, oder setze den ganzen Wert in Anführungszeichen.`,
  yamlDirective: (text) =>
    `\`${text}\` beginnt mit \`%\`, und das gilt YAML-Programmen. Lösche die Zeile, oder setze den Wert in Anführungszeichen.`,
  yamlDocuments: () =>
    "Mit der Zeile `---` beginnt hier ein zweites Dokument, und eine Datei enthält nur eines. Lösche die Zeile.",
  yamlOther: (text, words) => `\`${text}\` ist kein YAML, das ich lesen kann. Auf Englisch: ${words}`,
};
