import { ApiError } from "@hostler/web-kit/problem";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";

import { useShopCurrency } from "../../../catalog/shop-currency";
import { DomainShop } from "../../../names/domain-shop";
import { SearchBox } from "../../../names/search-box";
import { Results } from "../components/results";
import { useNameSearch } from "../components/use-name-search";

/** A name is looked for under every ending; without one the shop's prices are shown. */
export default function SearchPage() {
  const { t } = useTranslation("search");
  const [{ q }] = useUrlState("q");
  const currency = useShopCurrency();
  useTitle(q ? t("title", { q }) : t("title_empty"));
  if (!q) return <DomainShop />;
  return <Sought key={`${q} ${currency}`} q={q} currency={currency} />;
}

function Sought({ q, currency }: { q: string; currency: string }) {
  const { t } = useTranslation("search");
  const search = useNameSearch(q, currency);
  const refused = search.error instanceof ApiError ? search.error.byField.q : undefined;
  return (
    <section className="mx-auto max-w-4xl px-4 pt-10 sm:px-6">
      <h1 className="mb-4 text-2xl font-semibold tracking-tight break-words">{t("title", { q })}</h1>
      <SearchBox sought={q} error={refused && t("not_a_name")} className="mb-5 max-w-none" />
      {!refused && <Results q={q} search={search} />}
    </section>
  );
}
