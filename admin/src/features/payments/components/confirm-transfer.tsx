import { formatMoney } from "@hostler/ui/lib/money";
import { useWords } from "@hostler/ui/lib/ui-text";
import { ActDialog } from "@hostler/web-kit/react/act-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { amountOf, typedOf } from "../../../documents/amount";
import type { Awaiting } from "../api/lists";
import { confirmTransfer, rejectTransfer } from "../api/transfers";

/** What the bank's statement shows is booked: it may be less or more than was asked for. */
export function ConfirmTransfer({ row, onClose }: { row: Awaiting; onClose: () => void }) {
  const { t } = useTranslation("payments");
  const { locale } = useWords();
  const { amount, id } = row.payment;
  return (
    <ActDialog
      onClose={onClose}
      title={t("awaiting.confirm_title")}
      consequence={t("awaiting.confirm_text", { amount: formatMoney(amount, locale), reference: row.reference || "–" })}
      confirm={t("awaiting.confirm")}
      fields={[
        { name: "amount", label: t("amount_in", { currency: amount.currency }), kind: "number", value: typedOf(amount), required: true, help: t("awaiting.amount_help") },
        { name: "reference", label: t("awaiting.bank_reference"), required: true, help: t("awaiting.bank_reference_help") },
        { name: "received_on", label: t("awaiting.received_on"), kind: "date", help: t("awaiting.received_on_help") },
      ]}
      check={(values): Record<string, string> => (amountOf(values.amount, amount.currency) ? {} : { amount: t("say_amount") })}
      run={(values, header) =>
        confirmTransfer(
          id,
          { amount: amountOf(values.amount, amount.currency) ?? amount, reference: values.reference ?? "", ...(values.received_on ? { received_on: values.received_on } : {}) },
          header,
        )
      }
      done={t("awaiting.confirmed")}
      invalidates={["payments", "transactions", "invoices"]}
    />
  );
}

export function RejectTransfer({ row, onClose }: { row: Awaiting; onClose: () => void }) {
  const { t } = useTranslation("payments");
  const { locale } = useWords();
  return (
    <ActDialog
      onClose={onClose}
      title={t("awaiting.reject_title")}
      consequence={t("awaiting.reject_text", { amount: formatMoney(row.payment.amount, locale), count: row.payment.invoices?.length ?? 0 })}
      confirm={t("awaiting.reject")}
      danger
      fields={[{ name: "reason", label: t("reason"), kind: "multiline", required: true, help: t("awaiting.reject_reason_help") }]}
      run={(values, header) => rejectTransfer(row.payment.id, values.reason ?? "", header)}
      done={t("awaiting.rejected")}
      invalidates={["payments"]}
    />
  );
}
