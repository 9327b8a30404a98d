import { ActDialog } from "@hostler/web-kit/react/act-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useNavigate } from "@tanstack/react-router";

import { reissueInvoice, unapplyCredit } from "../api/change-invoice";
import type { Invoice } from "../api/list-invoices";

interface AmendInvoiceProps {
  invoice: Invoice;
  onClose: () => void;
}

/** The same sale on a new invoice, as its client is known today; a credit note takes this one back. */
export function ReissueInvoice({ invoice, onClose }: AmendInvoiceProps) {
  const { t } = useTranslation("invoices");
  const navigate = useNavigate();
  return (
    <ActDialog
      onClose={onClose}
      title={t("reissue_title", { number: invoice.number })}
      consequence={t("reissue_text")}
      confirm={t("reissue_confirm")}
      fields={[{ name: "reason", label: t("reason"), kind: "multiline", required: true, help: t("printed_credit") }]}
      run={({ reason = "" }, header) => reissueInvoice(invoice.id, reason, header)}
      done={({ invoice: fresh }) => t("reissued", { number: fresh.number })}
      invalidates={["invoices", "credit-notes"]}
      onDone={({ invoice: fresh }) => void navigate({ href: `/invoices/${fresh.id}` } as never)}
    />
  );
}

/** What credit paid of an open invoice becomes credit again. */
export function UnapplyCredit({ invoice, onClose }: AmendInvoiceProps) {
  const { t } = useTranslation("invoices");
  return (
    <ActDialog
      onClose={onClose}
      title={t("unapply_title", { number: invoice.number })}
      consequence={t("unapply_text")}
      confirm={t("unapply_confirm")}
      fields={[{ name: "reason", label: t("reason"), kind: "multiline", required: true, help: t("kept_in_audit") }]}
      run={({ reason = "" }, header) => unapplyCredit(invoice.id, reason, header)}
      done={t("unapplied")}
      invalidates={["invoices", "clients"]}
    />
  );
}
