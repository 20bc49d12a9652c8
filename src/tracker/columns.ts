import { cell } from "./cell.ts";
import { assignee } from "./columns/assignee.ts";
import type { Column } from "./columns/column.ts";
import { pullRequest } from "./columns/pull-request.ts";
import { source } from "./columns/source.ts";
import { status } from "./columns/status.ts";
import { verified } from "./columns/verified.ts";
import { readCell } from "./inline.ts";
import { joinCells } from "./table-line.ts";

const id = {
  title: "ID",
  aliases: [
    ...["diagramid", "ids", "key", "taskid", "issueid", "itemid", "pageid", "ticketid", "identifier"],
    ...["code", "ticket", "ref", "#", "№", "no", "nr", "num", "number", "index", "address", "offset"],
    ...["kennung", "kürzel", "nummer", "schlüssel", "identifiant", "clé", "numéro", "código", "clave"],
    ...[
      "número",
      "chave",
      "codice",
      "numero",
      "номер",
      "код",
      "编号",
      "編號",
      "序号",
      "番号",
      "번호",
      "numer",
    ],
  ],
  separator: "----",
  render: ({ id }) => id,
  read: ({ text }) => ({ id: text }),
} as const satisfies Column;

const name = {
  title: "Name",
  aliases: [
    ...["diagramname", "diagram", "title", "taskname", "task", "item", "page", "feature", "story"],
    ...["article", "chapter", "section", "document", "doc", "lesson", "topic", "subject", "functionname"],
    ...["function", "symbol", "module", "component", "milestone", "deliverable", "resource", "challenge"],
    ...["project", "filename", "file", "path", "issue", "what", "goal", "action", "description", "titel"],
    ...["aufgabe", "seite", "thema", "datei", "kapitel", "bezeichnung", "beschreibung", "nom", "titre"],
    ...["tâche", "fichier", "chapitre", "nombre", "título", "tarea", "página", "archivo", "capítulo"],
    ...["nome", "tarefa", "arquivo", "titolo", "compito", "pagina", "название", "имя", "задача", "страница"],
    ...[
      "файл",
      "名称",
      "名稱",
      "标题",
      "標題",
      "任务",
      "任務",
      "页面",
      "頁面",
      "文件",
      "文档",
      "章节",
      "名字",
    ],
    ...[
      "名前",
      "タイトル",
      "タスク",
      "タスク名",
      "ページ",
      "ファイル",
      "이름",
      "제목",
      "작업",
      "페이지",
      "파일",
      "nazwa",
      "zadanie",
    ],
    ...["할일", "작업명", "업무", "기능", "作業", "作業内容", "項目", "任务名称", "задание", "работа"],
    ...["subtopic", "workitem", "object", "unit", "class", "method", "api", "endpoint", "screen", "widget"],
    ...["package", "library", "crate", "language", "locale", "book", "paper", "model", "batch"],
  ],
  separator: "------",
  render: ({ name }) => cell(name),
  read: ({ text }) => ({ name: text }),
} as const satisfies Column;

/**
 * The columns of the detail tables, in their order. A column is one entry here: the head of the tables, their rows, and
 * how rows are read back follow from it, of documents that were rendered before it was here, too.
 */
export const COLUMNS = [
  id,
  name,
  status,
  assignee,
  pullRequest,
  verified,
  source,
] as const satisfies readonly Column[];

export type ColumnTitle = (typeof COLUMNS)[number]["title"];

export const TABLE_HEAD: readonly [titles: string, separator: string] = [
  joinCells(COLUMNS.map(({ title }) => title)),
  `|${COLUMNS.map(({ separator }) => separator).join("|")}|`,
];

const TITLES: ReadonlyMap<string, { readonly column: ColumnTitle; readonly rank: number }> = new Map(
  COLUMNS.flatMap(({ title, aliases }) =>
    [letters(title), ...aliases].map(
      // The first of them is the title in full.
      (word, index) => [word, { column: title, rank: Math.max(0, index - 1) }] as const,
    ),
  ).reverse(),
);

/** Which of our columns a table has. */
export interface TableColumns {
  /** Position of each column that is there. */
  readonly positions: ReadonlyMap<ColumnTitle, number>;
  /** Titles that mean nothing here, or that are there twice. */
  readonly unknown: readonly { readonly title: string; readonly position: number }[];
}

/**
 * Finds the columns by the cells of a table's head, as `splitCells` gives them. Of several titles for one column the most
 * usual is taken, and of the same the first.
 */
export function columnsOf(head: readonly string[]): TableColumns {
  const best = new Map<ColumnTitle, { readonly position: number; readonly rank: number }>();
  const titles = head.map((heading) => readCell(heading).text);
  for (const [position, title] of titles.entries()) {
    const found = TITLES.get(letters(title)) ?? byLastWord(title);
    if (found && found.rank < (best.get(found.column)?.rank ?? Number.POSITIVE_INFINITY)) {
      best.set(found.column, { position, rank: found.rank });
    }
  }
  const positions = new Map(Array.from(best, ([column, { position }]) => [column, position] as const));
  const taken = new Set(positions.values());
  const unknown = titles.flatMap((title, position) => (taken.has(position) ? [] : [{ title, position }]));
  return { positions, unknown };
}

/** `Translation status`, `GitHub username`: what the last word says, where no other title says it in full. */
function byLastWord(title: string): { readonly column: ColumnTitle; readonly rank: number } | undefined {
  const words = title.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  const found = words.length > 1 ? TITLES.get(words.at(-1) ?? "") : undefined;
  return found && (found.column === "Status" || found.column === "Assignee")
    ? { column: found.column, rank: LAST_WORD_RANK + found.rank }
    : undefined;
}

const LAST_WORD_RANK = 1000;

/** `PR #` → `pr`, `% done` → `done`; of a title without letters its sign. */
function letters(text: string): string {
  const lower = text.toLowerCase();
  return lower.replace(/[^\p{L}\p{M}]/gu, "") || (/[#№]/.exec(lower)?.[0] ?? "");
}
