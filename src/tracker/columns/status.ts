import { STATUS_LABEL, STATUSES } from "../../domain/status.ts";
import { suggest } from "../../domain/suggest.ts";
import type { Column } from "./column.ts";
import { knownWords, statusIn } from "./status-words.ts";

export const status = {
  title: "Status",
  aliases: [
    ...["state", "stage", "progress", "completion", "done", "complete", "completed", "finished"],
    ...["translated", "stand", "zustand", "fortschritt", "erledigt", "statut", "état", "avancement"],
    ...["progression", "estado", "progreso", "situação", "progresso", "stato", "статус", "состояние"],
    ...[
      "прогресс",
      "готово",
      "状态",
      "狀態",
      "进度",
      "進度",
      "状況",
      "状態",
      "ステータス",
      "進捗",
      "상태",
      "진행",
    ],
    ...["stan", "durum", "翻译进度", "翻譯進度", "翻译状态", "翻訳状況", "完成情况", "进展"],
    ...[
      "진행상황",
      "진행상태",
      "진행도",
      "완료여부",
      "進捗状況",
      "進行状況",
      "完了",
      "当前状态",
      "выполнение",
    ],
    ...["decompiled", "matched", "matching", "implemented", "ported", "converted", "migrated", "documented"],
  ],
  separator: "--------",
  render: (_, { status }) => STATUS_LABEL[status],
  // A status in our words or in others', with or without its mark; null when it means nothing, and a remark says why.
  read: ({ text }, remark, words) => {
    const parsed = statusIn(text, words);
    if (parsed === null) {
      remark(`The status \`${text}\` is not known. ${hintFor(text)}`);
      return { status: null };
    }
    if (parsed.rest === "") return { status: parsed.status };
    remark(null);
    const pull = /\bPR ?#?(\d{1,9})\b/i.exec(parsed.rest)?.[1];
    return { status: parsed.status, ...(pull === undefined ? {} : { pr_number: Number(pull) }) };
  },
} as const satisfies Column;

function hintFor(text: string): string {
  const known = new Map(knownWords());
  const near = known.get(suggest(text.toLowerCase(), known.keys()) ?? "");
  if (near) return `Did you mean \`${STATUS_LABEL[near]}\`?`;
  return `Expected one of ${STATUSES.map((one) => `\`${STATUS_LABEL[one]}\``).join(", ")}.`;
}
