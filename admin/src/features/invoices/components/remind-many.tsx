import { Button } from "@hostler/ui/button";
import { sumByCurrency } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { BellRing } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { BulkDialog } from "../../../records/bulk-dialog";
import { sendReminder } from "../api/change-invoice";
import { isOpen, type Invoice } from "../api/list-invoices";

/** Reminds of the selected invoices that are open; the others are left out and said. */
export function RemindMany({ selected, clear }: { selected: Invoice[]; clear: () => void }) {
  const { t } = useTranslation("invoices");
  const [open, setOpen] = useState(false);
  const reminded = selected.filter(isOpen);
  const sums = sumByCurrency(selected.map((invoice) => invoice.balance));
  return (
    <>
      {sums.map((sum) => (
        <span key={sum.currency} className="self-center text-sm text-muted-foreground">
          {t("open_sum")} <Money value={sum} mono />
        </span>
      ))}
      <Button size="sm" disabled={reminded.length === 0} onClick={() => setOpen(true)}>
        <BellRing aria-hidden />
        {t("remind_many", { count: reminded.length })}
      </Button>
      {open && (
        <BulkDialog
          title={t("remind_many", { count: reminded.length })}
          consequence={t("remind_many_text", { count: new Set(reminded.map((invoice) => invoice.account_id)).size, left: selected.length - reminded.length })}
          confirm={t("send")}
          rows={reminded}
          rowId={(invoice) => invoice.id}
          rowName={(invoice) => (
            <>
              <span className="font-mono">{invoice.number}</span> · <Money value={invoice.balance} />
            </>
          )}
          run={(invoice, header) => sendReminder(invoice.id, header)}
          invalidates={["messages"]}
          onClose={() => {
            setOpen(false);
            clear();
          }}
        />
      )}
    </>
  );
}
