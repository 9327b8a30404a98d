import { Button } from "@hostler/ui/button";
import { sumByCurrency } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { invoicesUnderWay, latestPayments } from "../../../paying/open-payments";
import { PayDialog } from "../../../paying/pay-dialog";
import type { Invoice } from "../api/list-invoices";
import { isPayable, payInvoices } from "../api/pay-invoices";

import { UnseenPayments } from "./unseen-payments";

/** Pays the selected invoices together; what can't be paid, or is being paid already, is left out and said. */
export function PayMany({ selected }: { selected: Invoice[] }) {
  const { t } = useTranslation("invoices");
  const [open, setOpen] = useState(false);
  const due = selected.filter(isPayable);
  const payments = useQuery({ ...latestPayments, enabled: due.length > 0 });
  const underWay = invoicesUnderWay(payments.data ?? []);
  const payable = due.filter(({ id }) => !underWay.has(id));
  const left = due.length - payable.length;
  const aside = "text-sm text-muted-foreground";
  if (due.length === 0) return <span className={aside}>{t("none_payable")}</span>;
  // What is on its way is paid a second time where nobody has looked.
  if (!payments.isSuccess) return <UnseenPayments failed={payments.isError} busy={payments.isFetching} onRetry={() => void payments.refetch()} />;
  const sums = sumByCurrency(payable.map((invoice) => invoice.balance));
  const sum = sums[0];
  if (!sum) return <span className={aside}>{t("left_out", { count: left })}</span>;
  if (sums.length > 1) return <span className={aside}>{t("one_currency")}</span>;
  return (
    <>
      {left > 0 && <span className={aside}>{t("left_out", { count: left })}</span>}
      <Button size="sm" onClick={() => setOpen(true)}>
        {t("pay_many", { count: payable.length })} <Money value={sum} />
      </Button>
      {open && (
        <PayDialog
          title={t("pay_many", { count: payable.length })}
          amount={sum}
          onClose={() => setOpen(false)}
          start={(method, header) =>
            payInvoices(
              payable.map((invoice) => invoice.id),
              method,
              header,
            )
          }
        >
          <ul className="max-h-40 overflow-y-auto text-sm">
            {payable.map((invoice) => (
              <li key={invoice.id} className="flex justify-between gap-4 py-0.5">
                <span className="font-mono">{invoice.number}</span>
                <Money value={invoice.balance} mono />
              </li>
            ))}
          </ul>
        </PayDialog>
      )}
    </>
  );
}
