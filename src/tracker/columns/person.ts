import { isLogin } from "../../domain/person.ts";
import { cell, link } from "../cell.ts";
import { isNothing } from "./column.ts";

export const PERSON_LENGTH = 100;

/** A login links to its page: in a repository file GitHub makes no link of a mention. Any other name is plain text. */
export function renderPerson(name: string, url: string): string {
  if (!isLogin(name)) return cell(name);
  const origin = /^https?:\/\/[^/?#]+/i.exec(url)?.[0];
  return origin === undefined ? cell(name) : link(name, `${origin}/${name}`);
}

/** What fits into an assignment of a name. */
export function clippedName(name: string): string {
  return name.slice(0, PERSON_LENGTH).toWellFormed().trim();
}

const NOBODY = new Set([
  ...["unassigned", "not assigned", "open", "available", "nobody", "no one", "noone", "anyone", "anybody"],
  ...["everyone", "everybody", "all", "team", "here", "channel", "free", "needed", "wanted", "help wanted"],
  ...["up for grabs", "unclaimed", "vacant", "tba", "to be assigned", "to be announced", "to be determined"],
  ...["volunteer", "volunteers", "volunteer needed", "your name", "your name here", "you", "unknown"],
  ...["niemand", "offen", "frei", "unbesetzt", "nicht zugewiesen", "personne", "libre", "non assigné"],
  ...["à définir", "disponible", "nadie", "sin asignar", "ninguém", "livre", "não atribuído", "nessuno"],
  ...[
    "libero",
    "никто",
    "свободно",
    "не назначен",
    "无",
    "無",
    "待认领",
    "未分配",
    "暂无",
    "空缺",
    "なし",
    "未定",
  ],
  ...["未割当", "未記入", "募集中", "없음", "미정", "미배정"],
]);

/** Whether a cell that should name somebody says, in people's own words, that there is nobody: no login is meant. */
export function isNobody(text: string): boolean {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}/-]+/gu, " ")
    .trim();
  return words === "" || isNothing(words) || NOBODY.has(words);
}
