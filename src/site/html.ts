import { raw, html as renderHtml } from "hono/html";
import { visibleText } from "../tracker/cell.ts";

/** Markup that is safe to put into a page as it is. */
export type Html = ReturnType<typeof raw>;

/** Everything that is put in is escaped, but markup and lists of it. Attributes always stand in quotes. Throws where a promise is put in. */
export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): Html {
  const made = renderHtml(strings, ...values);
  if (made instanceof Promise) throw new TypeError("pages are made of values, not of promises");
  return made;
}

/** Our own drawing: numbers and names of classes only. */
export function ownMarkup(text: string): Html {
  return raw(text);
}

/** Nearly every name: nothing in it has to be taken out. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** What somebody wrote, on one line, whose reading direction does not leave it. */
export function isolatedText(text: string): Html {
  return html`<bdi>${PLAIN.test(text) ? text : visibleText(text)}</bdi>`;
}

const WEB = /^https?:\/\/[^\s<>"'`\\^{}|]+$/i;

/** Addresses that a browser may follow: a page of this site, or one of the web. Throws at any other. */
export function href(address: string): string {
  const isOwn = /^(?:\.{1,2}\/|\/(?![/\\])|#|\?)/.test(address) && !/[\s<>"'`\\]/.test(address);
  if (isOwn || WEB.test(address)) return address;
  throw new TypeError(`no address that a page may link: ${address.slice(0, 60)}`);
}

/** A link to the web, or the words alone where the address is none. */
export function webLink(address: string, label: string): Html {
  return WEB.test(address)
    ? html`<a href="${address}" rel="noopener nofollow ugc">${isolatedText(label)}</a>`
    : isolatedText(label);
}
