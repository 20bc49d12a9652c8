/**
 * Who answers a notification by mail sends the mail below their answer along: with its commands, and often without marks
 * of a quote. What stands below its header was said by somebody else, and before.
 */

/** `On Tue, 24 Nov 2026 at 10:00, Ada <ada@example.org> wrote:`, in the languages that mail programmes write it in. */
const WROTE =
  /(?:wrote|writes|schrieb|a écrit|escribió|escreveu|ha scritto|scrisse|schreef|skrev|napisał(?:\(a\)|a)?|napsal(?:\(a\))?|kirjoitti|írta|yazdı|написал(?:\(а\)|а)?|пишет|写道|寫道|のメール|님이 작성)\s*:$/iu;
/** The same where the verb stands before the name: `Am 24.11.2026 um 10:00 schrieb Ada:`. */
const ON_DATE =
  /^(?:am|on|le|el|em|il|op|den|dne|dnia)\b.{0,80}\b(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev|napsal|napisał)\b.{0,100}:$/iu;
const MAIL_ADDRESS = /[^\s@<>]@[^\s@<>.]+\./;
const DATE = /^\D*\d.*[\d:]\d/;

/** `-----Original Message-----` and its kin, whatever rule stands around them. */
const SEPARATOR =
  /^(?:begin forwarded message|(?:original|forwarded) (?:message|appointment)|reply message|ursprüngliche nachricht|weitergeleitete nachricht|message (?:d'origine|transféré|original)|mensaje (?:original|reenviado)|mensagem (?:original|encaminhada)|messaggio (?:originale|inoltrato)|oorspronkelijk bericht|doorgestuurd bericht|原始邮件|原始郵件|転送メッセージ)$/iu;

const FIELD =
  /^(?:from|sent|date|to|cc|subject|reply-to|von|gesendet|datum|an|betreff|de|envoyé|à|objet|enviado|fecha|para|asunto|data|assunto|da|inviato|a|oggetto|van|verzonden|aan|onderwerp|från|skickat|till|ämne|od|wysłano|do|temat|от|отправлено|дата|кому|тема|发件人|发送时间|收件人|主题|差出人|送信日時|宛先|件名)\s?[:：]/iu;
/** The field that such a header begins with: who sent it. */
const SENDER = /^(?:from|von|de|da|van|från|od|от|发件人|差出人)\s?[:：]/iu;
const FIELDS_LOOKED_AT = 5;

/** The index of the line with which the header of a mail begins; the number of lines where there is none. */
export function mailHeaderAt(lines: readonly string[]): number {
  const at = lines.findIndex((line, index) => beginsHeader(bareLine(line), lines, index));
  return at === -1 ? lines.length : at;
}

function beginsHeader(line: string, lines: readonly string[], at: number): boolean {
  if (line === "") return false;
  if (SEPARATOR.test(line.replace(/^[-_=\s]+/, "").replace(/[-_=:\s]{1,40}$/, ""))) return true;
  if (line.endsWith(":") && MAIL_ADDRESS.test(line)) return true;
  if ((WROTE.test(line.slice(-40)) || ON_DATE.test(line)) && isDated(line, lines[at - 1])) return true;
  return (
    SENDER.test(line) && lines.slice(at + 1, at + FIELDS_LOOKED_AT).some((next) => FIELD.test(bareLine(next)))
  );
}

/** Mail programmes break the line where it gets long, so the date may stand on the one before. */
function isDated(line: string, before: string | undefined): boolean {
  return DATE.test(line) || DATE.test(before ?? "");
}

const LINE_LIMIT = 1000;

/** Without what makes it bold or quoted. No header is longer than the limit. */
function bareLine(line: string): string {
  if (line.length > LINE_LIMIT) return "";
  return line.replace(/[*_>]+/g, "").trim();
}
