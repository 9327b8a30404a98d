import { sumByCurrency } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { newKey } from "@hostler/web-kit/idempotency";
import { BulkButton } from "@hostler/web-kit/react/bulk-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { BellRing } from "lucide-react";
import { useRef } from "react";

import { sendReminder } from "../api/change-invoice";
import { isOpen, type Invoice } from "../api/list-invoices";

/** Reminds of the selected invoices that are open; the others are left out and said. */
export function RemindMany({ selected, clear }: { selected: Invoice[]; clear: () => void }) {
  const { t } = useTranslation("invoices");
  // A row keeps its key when it is tried again.
  const keys = useRef(new Map<string, string>());
  const keyOf = (id: string) => {
    const key = keys.current.get(id) ?? newKey();
    keys.current.set(id, key);
    return { "Idempotency-Key": key };
  };
  const reminded = selected.filter(isOpen);
  const sums = sumByCurrency(selected.map((invoice) => invoice.balance));
  return (
    <>
      {sums.map((sum) => (
        <span key={sum.currency} className="self-center text-sm text-muted-foreground">
          {t("open_sum")} <Money value={sum} mono />
        </span>
      ))}
      <BulkButton
        label={t("remind_many", { count: reminded.length })}
        icon={BellRing}
        rows={reminded}
        rowId={(invoice) => invoice.id}
        rowName={(invoice) => (
          <>
            <span className="font-mono">{invoice.number}</span> · <Money value={invoice.balance} />
          </>
        )}
        title={t("remind_many", { count: reminded.length })}
        consequence={t("remind_many_text", { count: new Set(reminded.map((invoice) => invoice.account_id)).size, left: selected.length - reminded.length })}
        run={(invoice) => sendReminder(invoice.id, keyOf(invoice.id))}
        invalidates={["messages"]}
        onDone={clear}
      />
    </>
  );
}
