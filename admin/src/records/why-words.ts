import { formatMoney, parseMoney } from "@hostler/ui/lib/money";
import { useWords } from "@hostler/ui/lib/ui-text";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useCallback } from "react";

import { sentences, whyKey } from "./why-sentences";

/** Why a rule, or the engine in its place, did what it did, in the reader's language. What a shop's own rule says stays as it says it. */
export function useWhyWords(): (why: string) => string {
  const { t } = useTranslation("words");
  const { locale } = useWords();
  return useCallback(
    (why: string) => {
      const [, price, most = ""] = sentences.costs.exec(why) ?? [];
      if (price) return t("why_of.costs", { price: amount(price, locale), limit: amount(most, locale) });
      const [, limit] = sentences.noRate.exec(why) ?? [];
      if (limit) return t("why_of.no_rate", { limit: amount(limit, locale) });
      const [, rows] = sentences.beyondLimit.exec(why) ?? [];
      if (rows) return t("why_of.beyond_limit", { limit: rows });
      return t(`why.${whyKey(why)}`, { defaultValue: why });
    },
    [t, locale],
  );
}

/** "499.00 INR" as the reader writes it. */
function amount(text: string, locale: string): string {
  const [, number = "", currency = ""] = /^(\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(text) ?? [];
  const money = currency ? parseMoney(number, currency) : null;
  return money ? formatMoney(money, locale) : text;
}
