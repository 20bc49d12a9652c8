import type { Messages } from "../english/english.ts";
import { quote, words } from "../words.ts";

export const accounts: Messages["accounts"] = {
  nobody: (id) =>
    words(
      "Niemandes Konto",
      `Das ist die ID eines Kontos (${id}), aber daneben steht kein Name. Nimm sie heraus.`,
    ),
  unknown: (login, id) =>
    words(
      "Nicht dieses Konto",
      `GitHub kennt niemanden namens ${quote(login)}, also kann ${id} nicht die ID dieses Kontos sein. Nimm die ID heraus; der Bot schreibt sie.`,
    ),
  tooMany: (limit) =>
    words(
      "Zu viele Konten",
      `Dieser Pull Request schreibt die IDs von mehr als ${limit} Personen, also habe ich diese nicht mit GitHub verglichen. Nimm die ID heraus; der Bot schreibt sie.`,
    ),
  another: (login, id, real) =>
    words(
      "Nicht dieses Konto",
      `Das Konto ${quote(login)} hat die ID ${real}, nicht ${id}. Nimm die ID heraus; der Bot schreibt sie.`,
    ),
};
