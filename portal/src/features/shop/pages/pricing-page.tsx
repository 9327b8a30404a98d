import { Card } from "@hostler/ui/card";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";

import { Segments } from "../../../catalog/cycle-toggle";
import { bySize, currenciesOf, cyclesOf, priceOf, products, type Product } from "../../../catalog/products";
import { useShopCurrency } from "../../../catalog/shop-currency";
import { TldTable } from "../../../names/tld-table";
import { tldPrices } from "../../../names/tlds";

/** The whole price list. A plan without a price in a currency has no row in it. */
export default function PricingPage() {
  const { t } = useTranslation("shop");
  useTitle(t("pricing.title"));
  const own = useShopCurrency();
  const [state, change] = useUrlState("currency");
  const query = useQuery(products);
  const currencies = currenciesOf(query.data ?? []);
  const currency = currencies.includes(state.currency ?? "") ? (state.currency as string) : own;
  const names = useQuery(tldPrices(currency));
  return (
    <section className="mx-auto max-w-6xl px-4 pt-12 sm:px-6">
      <h1 className="text-3xl font-semibold tracking-tight">{t("pricing.title")}</h1>
      <p className="mt-1 mb-6 text-base text-muted-foreground">{t("pricing.text")}</p>
      {currencies.length > 1 && (
        <div className="mb-4">
          <Segments
            label={t("pricing.currency")}
            value={currency}
            onChange={(next) => change({ currency: next === own ? undefined : next })}
            options={currencies.map((code) => ({ value: code, label: code }))}
          />
        </div>
      )}
      <Ask query={query} skeleton={<SkeletonRows />} isEmpty={(all) => all.length === 0} empty={<p className="py-12 text-center text-muted-foreground">{t("nothing_on_sale")}</p>}>
        {(all) => <PriceTable all={all} currency={currency} />}
      </Ask>
      {names.data?.length !== 0 && (
        <>
          <h2 className="mt-10 mb-3 text-xl font-semibold tracking-tight">{t("pricing.domains")}</h2>
          <TldTable currency={currency} />
        </>
      )}
    </section>
  );
}

function PriceTable({ all, currency }: { all: Product[]; currency: string }) {
  const { t } = useTranslation(["shop", "catalog"]);
  const Link = useLink();
  const cycles = cyclesOf(all, currency);
  const rows = bySize(all, currency).filter((product) => cycles.some((cycle) => priceOf(product, cycle, currency)));
  return (
    <Card flush>
      {/* A region that scrolls must be reachable with the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div role="region" tabIndex={0} aria-label={t("pricing.title")} className="overflow-x-auto">
        <table className="w-full text-sm">
          <thead>
            <tr className="border-b text-xs text-muted-foreground">
              <th scope="col" className="h-10 px-4 text-start font-medium">
                {t("pricing.plan")}
              </th>
              {cycles.map((cycle) => (
                <th key={cycle} scope="col" className="px-4 text-end font-medium whitespace-nowrap">
                  {t(`catalog:cycle.${cycle}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {rows.map((product) => (
              <tr key={product.id}>
                <th scope="row" className="px-4 py-2 text-start font-normal">
                  <Link href={`/order?product=${product.id}`} className="inline-flex min-h-6 items-center font-medium hover:underline">
                    {product.name}
                  </Link>
                  <span className="block text-xs text-muted-foreground max-sm:hidden">{product.description}</span>
                </th>
                {cycles.map((cycle) => {
                  const price = priceOf(product, cycle, currency);
                  return (
                    <td key={cycle} className="px-4 text-end align-top leading-9 whitespace-nowrap">
                      {price ? <Money value={price.price} mono /> : "–"}
                      {price && price.setup_fee.amount > 0 && (
                        <span className="block pb-1 text-xs leading-4 text-muted-foreground">
                          {t("catalog:setup")} <Money value={price.setup_fee} />
                        </span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="border-t px-4 py-3 text-xs text-muted-foreground">{t("catalog:before_tax")}</p>
    </Card>
  );
}
