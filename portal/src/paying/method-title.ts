import type { Offered } from "./methods";

type Translate = (key: string) => string;

/** What a way to pay is called: what plugins are called in English is said in the reader's language, a name that the shop gave stays. */
export function methodTitle(t: Translate, method: Pick<Offered, "title">): string {
  switch (method.title) {
    case "Bank transfer":
      return t("paying:title.bank_transfer");
    case "Cryptocurrency":
      return t("paying:title.crypto");
    case "Account credit":
      return t("paying:title.wallet");
    default:
      return method.title;
  }
}
