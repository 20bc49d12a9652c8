import { withoutAt } from "../../domain/person.ts";
import type { Column } from "./column.ts";
import { clippedName, isNobody, PERSON_LENGTH, renderPerson } from "./person.ts";

export const assignee = {
  title: "Assignee",
  aliases: [
    ...["assignees", "assignedto", "assigned", "owner", "owners", "claimedby", "claimed", "who"],
    ...[
      "takenby",
      "responsible",
      "dri",
      "translator",
      "translators",
      "contributor",
      "contributors",
      "developer",
    ],
    ...["author", "person", "member", "lead", "by", "user", "username", "githubusername", "githubhandle"],
    ...["zuständig", "zugewiesen", "verantwortlich", "bearbeiter", "übersetzer", "wer", "responsable"],
    ...["assigné", "assignéà", "traducteur", "qui", "asignado", "asignadoa", "traductor", "encargado"],
    ...["responsável", "tradutor", "responsabile", "assegnatario", "traduttore", "исполнитель"],
    ...[
      "ответственный",
      "переводчик",
      "кто",
      "负责人",
      "負責人",
      "译者",
      "譯者",
      "认领人",
      "翻译者",
      "担当",
      "担当者",
    ],
    ...["翻訳者", "담당자", "담당", "번역자", "przypisane", "sorumlu"],
  ],
  separator: "----------",
  render: (_, { assignee }, url) => (assignee === null ? "-" : renderPerson(assignee, url)),
  read: ({ text: written, pieces }, remark) => {
    // `[@ada]`, where a link was meant.
    const text = /^[[(] ?(@[^\s[\]()]+) ?[\])]$/.exec(written)?.[1] ?? written;
    if (isNobody(text) && !pieces.some(({ url }) => url !== null)) return {};
    // `@ada, @grace`, `@ada and @grace`, `@ada @grace`.
    const people = text
      .split(/[,;&+/]|\band\b|\s(?=@)/)
      .map((part) => part.trim())
      .filter((part) => part !== "");
    if (people.length > 1 && people.every((person) => person.startsWith("@"))) {
      const [first = "", ...others] = people.map(withoutAt);
      remark(
        `${people.length} people are named; an assignment has one. \`${first}\` is taken, the others are kept in its notes.`,
        others.join(", "),
      );
      return { assignee: first };
    }
    const name = withoutAt(text);
    if (name.length > PERSON_LENGTH) {
      remark(`The name has ${name.length} characters; at most ${PERSON_LENGTH} are taken.`);
    }
    return { assignee: clippedName(name) };
  },
} as const satisfies Column;
