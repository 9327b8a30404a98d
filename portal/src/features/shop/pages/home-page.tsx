import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { useBrand } from "@hostler/web-kit/brand";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { ReceiptIndianRupee, ServerCog, ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useShopCurrency } from "../../../catalog/shop-currency";
import { SearchBox } from "../../../names/search-box";
import { tldPrices } from "../../../names/tlds";
import { NamePrices } from "../components/name-prices";
import { PlanSection } from "../components/plan-section";
import { Questions } from "../components/questions";

const trust = [
  ["live", ServerCog],
  ["clear", ReceiptIndianRupee],
  ["safe", ShieldCheck],
] as const;

export default function HomePage() {
  const { t } = useTranslation("shop");
  const brand = useBrand();
  const Link = useLink();
  const names = useQuery(tldPrices(useShopCurrency()));
  useTitle("");
  return (
    <>
      <section className="border-b bg-linear-to-b from-primary/8 to-transparent">
        <div className="mx-auto max-w-6xl px-4 pt-16 pb-14 text-center sm:px-6 sm:pt-24 sm:pb-20">
          <h1 className="mx-auto max-w-3xl text-3xl font-semibold tracking-tight text-balance sm:text-5xl sm:leading-[1.12]">{t("hero.title")}</h1>
          <p className="mx-auto mt-4 max-w-2xl text-lg text-balance text-muted-foreground">{t("hero.text", { name: brand.name })}</p>
          {names.data?.length !== 0 && (
            <>
              <SearchBox className="mt-8" />
              <NamePrices names={names.data} />
            </>
          )}
          <div className="mt-8 flex flex-wrap justify-center gap-3">
            <Button asChild size="lg" variant="secondary">
              <Link href="/hosting">{t("hero.plans")}</Link>
            </Button>
            <Button asChild size="lg" variant="secondary">
              <Link href="/pricing">{t("hero.prices")}</Link>
            </Button>
          </div>
        </div>
      </section>
      <section aria-labelledby="plans" className="mx-auto mt-14 max-w-6xl px-4 sm:px-6">
        <h2 id="plans" className="mb-5 text-center text-2xl font-semibold tracking-tight">
          {t("plans_title")}
        </h2>
        <PlanSection type="hosting" />
      </section>
      <section aria-label={t("trust.title")} className="mx-auto mt-16 grid max-w-6xl gap-8 px-4 sm:grid-cols-3 sm:px-6">
        {trust.map(([point, Icon]) => (
          <div key={point}>
            <Icon className="size-5 text-primary" aria-hidden />
            <h2 className="mt-3 text-base font-semibold">{t(`trust.${point}_title`)}</h2>
            <p className="mt-1 text-sm text-muted-foreground">{t(`trust.${point}_text`)}</p>
          </div>
        ))}
      </section>
      <Questions />
    </>
  );
}
