import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { useBrand } from "@hostler/web-kit/brand";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";

import { useShopCurrency } from "../../../catalog/shop-currency";
import { SearchBox } from "../../../names/search-box";
import { tldPrices } from "../../../names/tlds";
import { NamePrices } from "../components/name-prices";

// Everything below the first screen comes while that is read.
const BelowTheFold = lazy(() => import("../components/below-the-fold"));

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
          <p className="mx-auto mt-4 max-w-2xl text-lg text-balance text-muted-foreground">{brand.tagline || t("hero.text", { name: brand.name })}</p>
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
      <Suspense fallback={<div className="min-h-dvh" />}>
        <BelowTheFold />
      </Suspense>
    </>
  );
}
