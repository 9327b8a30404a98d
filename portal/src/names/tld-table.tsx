import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { EmptyState } from "@hostler/ui/empty-state";
import { Money } from "@hostler/ui/money";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import { Globe } from "lucide-react";
import type { ReactNode } from "react";

import { endingWith, sortedBy, tldPrices, type PricedAction, type TldPrices } from "./tlds";

/** Every ending with what it costs to have, to keep and to bring along. */
export function TldTable({ currency, action }: { currency: string; action?: ReactNode }) {
  const { t } = useTranslation("names");
  const query = useQuery(tldPrices(currency));
  const [state, change] = useUrlState("tld", "by");
  const price = (name: PricedAction): Column<TldPrices> => ({
    id: name,
    header: t(`tlds.${name}`),
    sort: name,
    align: "end",
    cell: (row) => <Price row={row} name={name} />,
  });
  const columns: Column<TldPrices>[] = [
    { id: "tld", header: t("tlds.ending"), sort: "tld", card: "title", cell: (row) => <Ending row={row} /> },
    price("register"),
    price("renew"),
    price("transfer"),
  ];
  return (
    <Card flush>
      <div className="flex flex-wrap items-center gap-2 border-b p-2">
        <FilterInput label={t("tlds.filter")} value={state.tld} onChange={(tld) => change({ tld })} className="min-w-48 flex-1 sm:max-w-80" />
        {action}
      </div>
      <Ask query={query} skeleton={<SkeletonRows rows={9} />}>
        {(all) => (
          <DataTable
            label={t("tlds.title")}
            rows={sortedBy(endingWith(all, state.tld), state.by)}
            columns={columns}
            rowId={(row) => row.tld}
            facts={3}
            sort={state.by}
            onSortChange={(by) => change({ by })}
            empty={all.length === 0 ? <EmptyState icon={Globe} title={t("tlds.none")} /> : <EmptyState icon={Globe} title={t("tlds.no_such")} />}
          />
        )}
      </Ask>
      <p className="border-t px-4 py-3 text-xs text-muted-foreground">{t("tlds.before_tax")}</p>
    </Card>
  );
}

function Ending({ row }: { row: TldPrices }) {
  return (
    <span className="block py-1">
      <span className="font-mono font-medium">.{row.unicode}</span>
      {row.requirements?.map((sentence) => (
        <span key={sentence} className="block max-w-80 text-xs whitespace-normal text-muted-foreground">
          {sentence}
        </span>
      ))}
    </span>
  );
}

function Price({ row, name }: { row: TldPrices; name: PricedAction }) {
  const { t } = useTranslation("names");
  const price = row[name];
  if (!price) return "–";
  return (
    <>
      <Money value={price} mono />
      {row.min_years > 1 && <span className="block text-xs text-muted-foreground">{t("years", { count: row.min_years })}</span>}
    </>
  );
}
