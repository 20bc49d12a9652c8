import { MONTHS } from "../domain/civil-date.ts";
import { grouped } from "../tracker/grouped.ts";
import { type Html, html } from "./html.ts";

/** `2026-05-03` → 3 May 2026. */
export function day(date: string): Html {
  return html`<time datetime="${date}">${dayWords(date)}</time>`;
}

export function dayWords(date: string): string {
  return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

/** An ISO instant, to the minute, in UTC. */
export function instant(at: string): Html {
  return html`<time datetime="${at}">${dayWords(at)}, ${at.slice(11, 16)} UTC</time>`;
}

export function counted(value: number, one: string, many = `${one}s`): string {
  return `${grouped(value)} ${value === 1 ? one : many}`;
}
