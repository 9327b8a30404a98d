import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { useLink } from "@hostler/ui/lib/link";
import { sumByCurrency } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { openInvoices, placeToPay } from "../../../paying/open-invoices";
import { upcoming } from "../api/overview";

export function DueCard() {
  const { t } = useTranslation("dashboard");
  const Link = useLink();
  const open = useQuery(openInvoices);
  return (
    <Card title={t("due")}>
      <Ask query={open} skeleton={<Skeleton className="h-16" />} isEmpty={(all) => all.length === 0} empty={<p className="text-sm text-muted-foreground">{t("nothing_due")}</p>}>
        {(all) => (
          <>
            {sumByCurrency(all.map((invoice) => invoice.balance)).map((sum) => (
              <div key={sum.currency} className="flex flex-wrap items-end justify-between gap-x-3 gap-y-2 pb-2">
                <p className="text-3xl font-semibold tracking-tight">
                  <Money value={sum} />
                </p>
                <Button asChild>
                  <Link href={placeToPay(all, sum.currency)}>
                    <span>
                      {t("pay")} <Money value={sum} />
                    </span>
                  </Link>
                </Button>
              </div>
            ))}
            <p className="text-sm text-muted-foreground">
              {t("due_invoices", { count: all.length })} ·{" "}
              <Link href="/invoices?status=open" className="inline-flex min-h-6 items-center text-primary underline underline-offset-4">
                {t("see_invoices")}
              </Link>
            </p>
          </>
        )}
      </Ask>
      <Credit />
    </Card>
  );
}

function Credit() {
  const { t } = useTranslation("dashboard");
  const held = (useQuery(upcoming).data?.credit ?? []).filter((balance) => balance.amount !== 0);
  if (held.length === 0) return null;
  return (
    <p className="mt-3 border-t pt-3 text-sm text-muted-foreground">
      {t("credit")}{" "}
      {held.map((balance) => (
        <Money key={balance.currency} value={balance} className="me-2 text-foreground" />
      ))}
    </p>
  );
}
