import { formatMoney } from "@hostler/ui/lib/money";
import { useWords } from "@hostler/ui/lib/ui-text";
import { proformaOf } from "@hostler/web-kit/proforma";
import { ActDialog } from "@hostler/web-kit/react/act-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { cancelInvoice, writeOff } from "../api/change-invoice";
import type { Invoice } from "../api/list-invoices";

/** Takes back an invoice on which nothing was paid, or gives up on what is open of one. */
export function EndInvoice({ invoice, how, onClose }: { invoice: Invoice; how: "cancel" | "write_off"; onClose: () => void }) {
  const { t } = useTranslation("invoices");
  const { locale } = useWords();
  const open = formatMoney(invoice.balance, locale);
  // A proforma is taken back without a document of its own.
  const printed = how === "cancel" && !proformaOf(invoice).still;
  const cancelText = printed ? t("cancel_text", { open }) : t("cancel_proforma_text", { open });
  return (
    <ActDialog
      onClose={onClose}
      title={how === "cancel" ? t("cancel_title", { number: invoice.number }) : t("write_off_title", { number: invoice.number })}
      consequence={how === "cancel" ? cancelText : t("write_off_text", { open })}
      confirm={how === "cancel" ? t("cancel_confirm") : t("write_off_confirm")}
      danger
      fields={[{ name: "reason", label: t("reason"), kind: "multiline", required: true, help: printed ? t("printed_credit") : t("kept_in_audit") }]}
      run={(values, header) => (how === "cancel" ? cancelInvoice(invoice.id, values.reason ?? "", header) : writeOff(invoice.id, values.reason ?? "", header))}
      done={how === "cancel" ? t("cancelled") : t("written_off")}
      invalidates={["invoices", "credit-notes"]}
    />
  );
}
