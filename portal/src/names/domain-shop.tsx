import { useTranslation } from "@hostler/web-kit/react/texts";
import { ArrowLeftRight, CalendarClock, LockKeyhole } from "lucide-react";

import { useShopCurrency } from "../catalog/shop-currency";

import { SearchBox } from "./search-box";
import { TldTable } from "./tld-table";

const points = [
  ["renewal", CalendarClock],
  ["move", ArrowLeftRight],
  ["safe", LockKeyhole],
] as const;

/** Domains on sale: the search, what every ending costs, and what comes with each. */
export function DomainShop() {
  const { t } = useTranslation("names");
  const currency = useShopCurrency();
  return (
    <section className="mx-auto max-w-6xl px-4 pt-12 sm:px-6">
      <h1 className="text-center text-3xl font-semibold tracking-tight">{t("shop.title")}</h1>
      <p className="mx-auto mt-2 mb-6 max-w-2xl text-center text-base text-muted-foreground">{t("shop.text")}</p>
      <SearchBox />
      <ul className="mt-10 mb-8 grid gap-6 sm:grid-cols-3">
        {points.map(([point, Icon]) => (
          <li key={point}>
            <Icon className="size-5 text-primary" aria-hidden />
            <h2 className="mt-2 text-base font-semibold">{t(`shop.${point}_title`)}</h2>
            <p className="mt-1 text-sm text-muted-foreground">{t(`shop.${point}_text`)}</p>
          </li>
        ))}
      </ul>
      <h2 className="mb-3 text-xl font-semibold tracking-tight">{t("tlds.title")}</h2>
      <TldTable currency={currency} />
    </section>
  );
}
