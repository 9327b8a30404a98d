import { Button } from "@hostler/ui/button";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { PayDialog } from "../../../paying/pay-dialog";
import type { Invoice } from "../api/list-invoices";
import { isPayable, payInvoice } from "../api/pay-invoices";

export function PayButton({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation("invoices");
  const [open, setOpen] = useState(false);
  if (!isPayable(invoice)) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        {t("pay")} <Money value={invoice.balance} />
      </Button>
      {open && (
        <PayDialog
          title={t("pay_title", { number: invoice.number })}
          amount={invoice.balance}
          onClose={() => setOpen(false)}
          withSaved
          start={(method, header, saved) => payInvoice(invoice.id, method, header, saved)}
        />
      )}
    </>
  );
}
