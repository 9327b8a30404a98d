import { Button } from "@hostler/ui/button";
import type { Column } from "@hostler/ui/data-table";
import { useLink } from "@hostler/ui/lib/link";
import type { Money as Amount } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { Select } from "@hostler/ui/select";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useBrand } from "@hostler/web-kit/brand";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { WholeList } from "@hostler/web-kit/react/whole-list";
import { useQuery } from "@tanstack/react-query";
import { Globe, Plus } from "lucide-react";

import { PluginName, usePluginName } from "../../../plugins/plugin-name";
import { listTlds, type Tld } from "../api/tlds";

const states = ["active", "disabled"] as const;
const stateOf = (tld: Tld) => (tld.active === false ? "disabled" : "active");
const currenciesOf = (tld: Tld) => (tld.prices ?? []).flatMap(({ register, renew, transfer }) => [register, renew, transfer].flatMap((price) => price?.currency ?? []));

export default function TldListPage() {
  const { t } = useTranslation("tlds");
  const Link = useLink();
  const plugin = usePluginName();
  useTitle(t("title"));
  const { currency: own } = useBrand();
  const [filter, setFilter] = useUrlState("q", "registrar", "state", "currency");
  const query = useQuery(listTlds);
  const all = query.data ?? [];
  const currencies = [...new Set([own, ...all.flatMap(currenciesOf)])];
  const currency = filter.currency && currencies.includes(filter.currency) ? filter.currency : own;
  const wanted = (filter.q ?? "").toLowerCase().replace(/^\./, "");
  const price = (tld: Tld, part: "register" | "renew" | "transfer"): Amount | null =>
    (tld.prices ?? []).find((one) => (one.years ?? 1) === 1 && one[part]?.currency === currency)?.[part] ?? null;
  const column = (part: "register" | "renew" | "transfer"): Column<Tld> => ({
    id: part,
    header: t(`part.${part}`),
    align: "end",
    cell: (tld) => {
      const value = price(tld, part);
      return value ? <Money value={value} mono /> : <span className="text-warning">{t("not_sold")}</span>;
    },
  });
  const columns: Column<Tld>[] = [
    { id: "tld", header: t("tld"), card: "title", cell: (tld) => <span className="font-mono">.{tld.unicode ?? tld.tld}</span> },
    { id: "registrar", header: t("registrar"), cell: (tld) => <PluginName of={tld.registrar} /> },
    column("register"),
    column("renew"),
    column("transfer"),
    { id: "years", header: t("years"), align: "end", card: "none", cell: (tld) => `${tld.min_years ?? 1}–${tld.max_years ?? 10}` },
    { id: "state", header: t("state"), align: "end", card: "corner", cell: (tld) => <StatusBadge state={stateOf(tld)} /> },
  ];
  const add = (
    <Button asChild>
      <Link href="/tlds/new">
        <Plus aria-hidden />
        {t("add")}
      </Link>
    </Button>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={add} />
      <WholeList
        label={t("title")}
        query={query}
        rows={(tlds) => tlds}
        fits={(tld) =>
          (!wanted || tld.tld.includes(wanted) || (tld.unicode ?? "").includes(wanted)) &&
          (!filter.registrar || tld.registrar === filter.registrar) &&
          (!filter.state || stateOf(tld) === filter.state)
        }
        columns={columns}
        rowId={(tld) => tld.id ?? tld.tld}
        href={(tld) => `/tlds/${tld.id}`}
        filters={
          <>
            <FilterInput label={t("search")} value={filter.q} onChange={(q) => setFilter({ q })} className="min-w-40 flex-1 sm:max-w-64" />
            <StateFilter
              label={t("registrar")}
              value={filter.registrar}
              values={[...new Set(all.map((tld) => tld.registrar))]}
              word={plugin}
              onChange={(registrar) => setFilter({ registrar })}
            />
            <StateFilter label={t("state")} value={filter.state} values={states} onChange={(state) => setFilter({ state })} />
            <Select
              aria-label={t("currency")}
              className="w-28"
              value={currency}
              onValueChange={(next) => setFilter({ currency: next === own ? undefined : next })}
              options={currencies.map((value) => ({ value, label: value }))}
            />
          </>
        }
        onShowAll={() => setFilter({ q: undefined, registrar: undefined, state: undefined })}
        empty={{ icon: Globe, title: t("empty"), text: t("empty_text"), action: add }}
      />
    </>
  );
}
