import { STATUSES, type Status } from "../../domain/status.ts";

/** What people write for a status, in the languages in which we have met trackers. A configuration adds its own. */
const WORDS: Readonly<Record<Status, readonly string[]>> = {
  pending: [
    ...["pending", "not started", "not yet", "not yet started", "unstarted", "todo", "to do", "tbd", "open"],
    ...["new", "backlog", "planned", "planning", "queued", "scheduled", "waiting", "missing", "not done"],
    ...[
      "incomplete",
      "unfinished",
      "no",
      "n",
      "none",
      "false",
      "available",
      "free",
      "unclaimed",
      "unassigned",
    ],
    ...["untranslated", "not translated", "help wanted", "up for grabs", "future", "later", "proposed"],
    ...["blocked", "on hold", "paused", "deferred", "postponed", "nothing", "n a", "na"],
    ...["offen", "ausstehend", "nicht begonnen", "noch offen", "zu erledigen", "geplant", "nein", "frei"],
    ...["à faire", "en attente", "non commencé", "pas commencé", "non traduit", "prévu"],
    ...["pendiente", "por hacer", "sin empezar", "no iniciado", "sin traducir", "planificado"],
    ...["pendente", "a fazer", "não iniciado", "não traduzido", "planejado", "não", "non", "da fare"],
    ...["in attesa", "non iniziato", "da tradurre", "te doen", "do zrobienia", "oczekuje", "bekliyor"],
    ...["не начато", "ожидает", "не готово", "не переведено", "открыто", "нет", "в очереди"],
    ...[
      "待处理",
      "未开始",
      "未開始",
      "待办",
      "未完成",
      "待翻译",
      "未翻译",
      "未翻譯",
      "待认领",
      "待定",
      "计划中",
    ],
    ...["準備中", "停止中", "保留", "未作成"],
    ...["未着手", "未対応", "未", "未翻訳", "予定", "대기", "미시작", "미완료", "예정", "할 일"],
  ],
  in_progress: [
    ...["in progress", "progress", "inprogress", "started", "wip", "work in progress", "ongoing", "doing"],
    ...[
      "active",
      "working",
      "working on it",
      "claimed",
      "taken",
      "assigned",
      "reserved",
      "draft",
      "drafting",
    ],
    ...["partial", "partially", "partly", "partially done", "partially complete", "in development"],
    ...["developing", "underway", "under way", "in process", "translating", "being translated", "current"],
    ...["almost done", "nearly done", "half done", "in work", "stub", "stubbed"],
    ...["in arbeit", "in bearbeitung", "begonnen", "angefangen", "läuft", "teilweise", "en cours"],
    ...["commencé", "en progreso", "en curso", "empezado", "em andamento", "em progresso", "iniciado"],
    ...["in corso", "iniziato", "bezig", "w trakcie", "devam ediyor", "в работе", "в процессе", "начато"],
    ...["进行中", "進行中", "翻译中", "翻譯中", "正在翻译", "开发中", "部分完成", "認領", "已认领"],
    ...["作業中", "着手", "翻訳中", "対応中", "진행중", "진행 중", "번역중", "번역 중", "작업중", "작업 중"],
  ],
  review: [
    ...["review", "in review", "under review", "reviewing", "needs review", "ready for review", "to review"],
    ...["pending review", "awaiting review", "waiting for review", "review needed", "in qa", "qa", "testing"],
    ...[
      "in testing",
      "proofreading",
      "needs proofreading",
      "pr open",
      "open pr",
      "pr opened",
      "pr submitted",
    ],
    ...["submitted", "pr pending", "pr", "pull request"],
    ...["in prüfung", "in review", "zu prüfen", "en revue", "en relecture", "à relire", "en revisión"],
    ...["em revisão", "in revisione", "w recenzji", "на проверке", "на ревью", "проверка"],
    ...["审核中", "待审核", "校对中", "待校对", "审校中", "審核中", "レビュー中", "確認中", "レビュー待ち"],
    ...["검토중", "검토 중", "리뷰중", "리뷰 중"],
  ],
  complete: [
    ...["complete", "completed", "done", "finished", "merged", "shipped", "released", "closed", "resolved"],
    ...["fixed", "implemented", "translated", "matched", "matching", "decompiled", "delivered", "published"],
    ...["live", "pass", "passed", "passes", "working", "works", "verified", "deployed", "synced", "approved"],
    ...["yes", "y", "x", "ok", "true", "all done", "fully done", "up to date"],
    ...["fertig", "erledigt", "abgeschlossen", "vollständig", "übersetzt", "ja", "terminé", "terminée"],
    ...["fait", "faite", "fini", "finie", "complet", "complète", "achevé", "traduit", "traduite", "oui"],
    ...[
      "hecho",
      "hecha",
      "completado",
      "completada",
      "terminado",
      "terminada",
      "listo",
      "lista",
      "traducido",
    ],
    ...[
      "sí",
      "feito",
      "feita",
      "concluído",
      "concluída",
      "completo",
      "completa",
      "pronto",
      "traduzido",
      "sim",
    ],
    ...["fatto", "completato", "finito", "tradotto", "klaar", "gereed", "gotowe", "zrobione", "ukończone"],
    ...["tamamlandı", "готово", "сделано", "завершено", "выполнено", "переведено", "да"],
    ...["完成", "已完成", "已翻译", "已翻譯", "翻译完成", "已发布", "已合并", "是", "完了", "済", "済み"],
    ...["翻訳済み", "翻訳済", "완료", "완", "완성", "번역완료", "번역 완료"],
  ],
};

const STATUS_SYMBOLS: Readonly<Record<Status, string>> = {
  pending: "⬜ ◻ ▫ ☐ ❌ ✗ ✘ ✖ ⚪ 🔴 🟥 ⭕ ⛔ 🚫 ⏸ 📋 🆕 🔲 ◯ ○ 💤 📅 🔜 ⚫ ⬛ 👎 🈳",
  in_progress: "🟦 🔄 🚧 🟡 🟠 🔵 🟧 ⏳ ⌛ 🔨 🏗 🛠 ✍ 🏃 ▶ 🔁 🔃 ◐ ◑ 🌓 ⚙ 💻 🖊 ✏ 📝 🔧 🐌",
  review: "🟨 👀 🔍 🔎 🟣 🟪 👁",
  complete: "✅ ✔ ☑ ✓ 🟢 🟩 💯 🎉 🏁 👍 ● 🆗 🗸",
};

const CODES: Readonly<Record<string, Status>> = {
  "[ ]": "pending",
  "[]": "pending",
  ":x:": "pending",
  ":white_large_square:": "pending",
  ":red_circle:": "pending",
  ":no_entry:": "pending",
  ":white_circle:": "pending",
  "[/]": "in_progress",
  "[-]": "in_progress",
  "[~]": "in_progress",
  ":construction:": "in_progress",
  ":hourglass:": "in_progress",
  ":hourglass_flowing_sand:": "in_progress",
  ":yellow_circle:": "in_progress",
  ":large_blue_circle:": "in_progress",
  ":arrows_counterclockwise:": "in_progress",
  ":hammer:": "in_progress",
  ":pencil:": "in_progress",
  ":pencil2:": "in_progress",
  ":memo:": "in_progress",
  ":eyes:": "review",
  ":mag:": "review",
  "[x]": "complete",
  ":white_check_mark:": "complete",
  ":heavy_check_mark:": "complete",
  ":ballot_box_with_check:": "complete",
  ":green_circle:": "complete",
  ":tada:": "complete",
  ":100:": "complete",
};

const BY_WORD: ReadonlyMap<string, Status> = new Map(
  STATUSES.flatMap((status) => WORDS[status].map((word) => [word, status] as const)),
);
const BY_SYMBOL: ReadonlyMap<string, Status> = new Map([
  ...STATUSES.flatMap((status) =>
    STATUS_SYMBOLS[status].split(" ").map((symbol) => [symbol, status] as const),
  ),
  ...Object.entries(CODES),
]);

/** Words that a configuration gives a meaning, before ours. */
export type StatusWords = Readonly<Record<string, Status>>;

export interface ParsedStatus {
  readonly status: Status;
  /** What else stands there; empty: nothing. */
  readonly rest: string;
}

const NOTHING = new Set(["", "-", "--", "---", "–", "—", "?", "??", ".", "…", "...", "n/a", "/"]);
const MOST_WORDS = 4;

/**
 * `✅ Complete (PR #44)` → complete, and the rest. The first words decide, the longest that are known; else the mark
 * before them; a percentage or `n/m` says how far it is. Null where nothing of it is known.
 */
export function statusIn(text: string, own: StatusWords = {}): ParsedStatus | null {
  const plain = text.replaceAll("\uFE0F", "").trim();
  if (NOTHING.has(plain.toLowerCase())) return { status: "pending", rest: "" };
  const symbol = leadingSymbol(plain);
  const word = symbol === null ? plain : plain.slice(symbol.length).trim();
  const bySymbol =
    symbol === null ? null : (own[symbol.toLowerCase()] ?? BY_SYMBOL.get(symbol.toLowerCase()) ?? null);
  if (word === "") return bySymbol && { status: bySymbol, rest: "" };
  const far = howFar(word);
  if (far !== null) return far;
  const tokens = Array.from(word.matchAll(/[\p{L}\p{M}]+/gu)).slice(0, MOST_WORDS);
  const isFirst = tokens[0] !== undefined && !/[\p{L}\p{N}]/u.test(word.slice(0, tokens[0].index));
  for (let count = isFirst ? tokens.length : 0; count > 0; count--) {
    const words = tokens.slice(0, count).map(([word]) => word.toLowerCase());
    const status = own[words.join(" ")] ?? BY_WORD.get(words.join(" "));
    const last = tokens[count - 1];
    if (status === undefined || !last) continue;
    const rest = word.slice((last.index ?? 0) + last[0].length);
    return { status, rest: isEmpty(rest) ? "" : text.trim() };
  }
  return bySymbol && { status: bySymbol, rest: isEmpty(word) ? "" : text.trim() };
}

/** All words that mean a status, for "did you mean". */
export function knownWords(): Iterable<readonly [string, Status]> {
  return BY_WORD;
}

const SYMBOL =
  /^(?:\[[ xX/~-]?\]|:[a-z0-9_]{1,40}:|[\p{Extended_Pictographic}\p{So}○●◐◑◯✓✗✘]\p{Emoji_Modifier}?)/u;

/** The mark that a text begins with, whatever it means; null: it begins with none. */
export function symbolIn(text: string): string | null {
  return leadingSymbol(text.replaceAll("\uFE0F", "").trim());
}

/** What a mark means by its explanation: `Object has not yet been started.` → pending. The longest words that are known decide. */
export function statusMeant(explanation: string): Status | null {
  const tokens = Array.from(explanation.toLowerCase().matchAll(/[\p{L}\p{M}]+/gu), ([word]) => word).slice(
    0,
    MOST_MEANT,
  );
  for (let count = MOST_WORDS; count > 0; count--) {
    for (let at = 0; at + count <= tokens.length; at++) {
      const status = BY_WORD.get(tokens.slice(at, at + count).join(" "));
      if (status !== undefined)
        return tokens.slice(0, at).some((word) => NEGATIONS.has(word)) ? "pending" : status;
    }
  }
  return null;
}

const MOST_MEANT = 30;
const NEGATIONS = new Set(["not", "no", "never", "nicht", "pas", "non", "sin", "не"]);

function leadingSymbol(text: string): string | null {
  return SYMBOL.exec(text)?.[0] ?? null;
}

function howFar(word: string): ParsedStatus | null {
  const percent = /^~?(\d{1,3})(?:[.,]\d{1,4})? ?%/.exec(word);
  const [, part, whole] = /^(\d{1,7}) ?(?:\/|of|von|sur|de) ?(\d{1,7})\b/i.exec(word) ?? [];
  if (!percent && whole === undefined) return null;
  const share = percent ? Number(percent[1]) / 100 : Number(part) / Math.max(1, Number(whole));
  const begun = share > 0 || /^~?0[.,]0*[1-9]/.test(word);
  const status = share >= 1 ? "complete" : begun ? "in_progress" : "pending";
  const isWhole = percent !== null && percent[0] === word && (share >= 1 || !begun);
  return { status, rest: isWhole ? "" : word };
}

/** Whether nothing is said there but, once more, how far it is. */
function isEmpty(rest: string): boolean {
  const words = rest.trim();
  return BY_SYMBOL.has(words) || !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(words);
}
