import { link, visibleText } from "../cell.ts";
import { type Column, isNothing } from "./column.ts";

const ADDRESS = /\/(?:pulls?|issues)\/(\d{1,15})(?![\w-])/;
const NUMBER = /(?:\bPRs? ?|\bGH-|#)?(\d{1,15})\b/gi;

export const pullRequest = {
  title: "PR",
  aliases: [
    ...["prs", "prnumber", "prlink", "pullrequest", "pullrequests", "pulls", "mr", "mergerequest"],
    ...["合并请求", "拉取请求", "プルリクエスト"],
  ],
  separator: "-----",
  render: (_, { pr_number }, url) =>
    pr_number === null ? "-" : link(`#${pr_number}`, `${url}/pull/${pr_number}`),
  read: ({ text, pieces }, remark) => {
    if (isNothing(text)) return {};
    const numbers = new Set<number>();
    const unlinked = pieces.map((piece) => {
      const linked = piece.url === null ? undefined : ADDRESS.exec(piece.url)?.[1];
      if (linked === undefined) return piece.text;
      numbers.add(Number(linked));
      return " ";
    });
    const words = visibleText(unlinked.join(" ")).replace(NUMBER, (_, digits: string) => {
      numbers.add(Number(digits));
      return " ";
    });
    const last = [...numbers].at(-1);
    if (last === undefined || last === 0 || /[\p{L}\p{N}]/u.test(words.replace(/\band\b/gi, ""))) {
      remark(
        `\`${text}\` names no pull request. Expected a number such as \`#12\`, or the pull request's address.`,
      );
      return last === undefined || last === 0 ? {} : { pr_number: last };
    }
    if (numbers.size > 1) {
      remark(`${numbers.size} pull requests are named; an assignment has one. #${last}, the last, is taken.`);
    }
    return { pr_number: last };
  },
} as const satisfies Column;
