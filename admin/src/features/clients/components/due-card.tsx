import { Card } from "@hostler/ui/card";
import { CivilDate } from "@hostler/ui/date";
import { sumByCurrency } from "@hostler/ui/lib/money";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { Skeleton } from "@hostler/ui/skeleton";
import { rowsOf } from "@hostler/web-kit/paged-query";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { listInvoices, openInvoices } from "../api/belongings";

const shown = 5;

/** What is open, by currency, and what of it is past its due date. */
export function DueCard({ id }: { id: string }) {
  const { t } = useTranslation("clients");
  return (
    <Card title={t("open_balance")}>
      <Ask
        query={useQuery(openInvoices(id))}
        skeleton={<Skeleton className="h-8" />}
        isEmpty={(all) => all.length === 0}
        empty={<p className="text-sm text-muted-foreground">{t("nothing_open")}</p>}
      >
        {(all) => (
          <>
            {sumByCurrency(all.map(({ balance }) => balance)).map((sum) => (
              <p key={sum.currency} className="text-xl font-semibold">
                <Money value={sum} />
              </p>
            ))}
            <p className="text-xs text-muted-foreground">{t("open_invoices", { count: all.length })}</p>
          </>
        )}
      </Ask>
      <h3 className="mt-4 mb-1 text-xs font-medium text-muted-foreground">{t("overdue")}</h3>
      <Overdue id={id} />
    </Card>
  );
}

function Overdue({ id }: { id: string }) {
  const { t } = useTranslation("clients");
  const Link = useLink();
  return (
    <Ask
      query={useInfiniteQuery(listInvoices(id, true))}
      skeleton={<Skeleton className="h-16" />}
      isEmpty={(list) => rowsOf(list).length === 0}
      empty={<p className="text-sm text-muted-foreground">{t("nothing_overdue")}</p>}
    >
      {(list) => {
        const all = rowsOf(list);
        return (
          <>
            {sumByCurrency(all.map(({ balance }) => balance)).map((sum) => (
              <p key={sum.currency} className="text-xl font-semibold text-destructive">
                <Money value={sum} />
              </p>
            ))}
            <ul className="mt-2 divide-y">
              {all.slice(0, shown).map((invoice) => (
                <li key={invoice.id} className="flex flex-wrap justify-between gap-x-4 py-1 text-sm">
                  <Link href={`/invoices/${invoice.id}`} className="inline-flex min-h-6 items-center font-mono hover:underline">
                    {invoice.number || invoice.id}
                  </Link>
                  <span className="text-muted-foreground">
                    <CivilDate value={invoice.due_date} /> · <Money value={invoice.balance} mono />
                  </span>
                </li>
              ))}
            </ul>
            {all.length > shown && <p className="mt-1 text-xs text-muted-foreground">{t("more_overdue", { count: all.length - shown })}</p>}
          </>
        );
      }}
    </Ask>
  );
}
