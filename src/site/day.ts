import { type Html, html } from "./html.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

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

/** `1233` → `1,233`: the same on every machine. */
export function figure(value: number): string {
  const digits = String(value);
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end));
  return groups.join(",");
}

export function counted(value: number, one: string, many = `${one}s`): string {
  return `${figure(value)} ${value === 1 ? one : many}`;
}
