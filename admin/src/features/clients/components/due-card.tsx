import { Card } from "@hostler/ui/card";
import { CivilDate } from "@hostler/ui/date";
import { todayIn } from "@hostler/ui/lib/civil-date";
import { sumByCurrency } from "@hostler/ui/lib/money";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { openInvoices, type Invoice } from "../api/belongings";

const shown = 5;

/** The engine says so itself where nothing was paid; one paid in part is late all the same. */
const isLate = (invoice: Invoice, today: string) => invoice.status === "overdue" || (invoice.status === "partially_paid" && invoice.due_date < today);

/** What is open, by currency, and what of it is past its due date. */
export function DueCard({ id }: { id: string }) {
  const { t } = useTranslation("clients");
  return (
    <Card title={t("open_balance")}>
      <Ask query={useQuery(openInvoices(id))} skeleton={<Skeleton className="h-28" />}>
        {(all) => (
          <>
            {all.length === 0 ? (
              <p className="text-sm text-muted-foreground">{t("nothing_open")}</p>
            ) : (
              <>
                {sumByCurrency(all.map(({ balance }) => balance)).map((sum) => (
                  <p key={sum.currency} className="text-xl font-semibold">
                    <Money value={sum} />
                  </p>
                ))}
                <p className="text-xs text-muted-foreground">{t("open_invoices", { count: all.length })}</p>
              </>
            )}
            <h3 className="mt-4 mb-1 text-xs font-medium text-muted-foreground">{t("overdue")}</h3>
            <Overdue late={all.filter((invoice) => isLate(invoice, todayIn()))} />
          </>
        )}
      </Ask>
    </Card>
  );
}

function Overdue({ late }: { late: Invoice[] }) {
  const { t } = useTranslation("clients");
  const Link = useLink();
  if (late.length === 0) return <p className="text-sm text-muted-foreground">{t("nothing_overdue")}</p>;
  return (
    <>
      {sumByCurrency(late.map(({ balance }) => balance)).map((sum) => (
        <p key={sum.currency} className="text-xl font-semibold text-destructive">
          <Money value={sum} />
        </p>
      ))}
      <ul className="mt-2 divide-y">
        {late.slice(0, shown).map((invoice) => (
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
      {late.length > shown && <p className="mt-1 text-xs text-muted-foreground">{t("more_overdue", { count: late.length - shown })}</p>}
    </>
  );
}
