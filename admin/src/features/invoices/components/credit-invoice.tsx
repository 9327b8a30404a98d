import { formatMoney } from "@hostler/ui/lib/money";
import { useWords } from "@hostler/ui/lib/ui-text";
import { ActDialog } from "@hostler/web-kit/react/act-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useNavigate } from "@tanstack/react-router";

import { amountOf, typedOf } from "../../../documents/amount";
import { creditInvoice } from "../api/change-invoice";
import type { Invoice } from "../api/list-invoices";

/** A credit note: of all of the invoice or a part of it, tax shared out as the invoice has it. */
export function CreditInvoice({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { t } = useTranslation("invoices");
  const { locale } = useWords();
  const navigate = useNavigate();
  const { currency } = invoice;
  return (
    <ActDialog
      onClose={onClose}
      title={t("credit_title", { number: invoice.number })}
      consequence={t("credit_text", { total: formatMoney(invoice.total, locale), open: formatMoney(invoice.balance, locale) })}
      confirm={t("credit_confirm")}
      fields={[
        {
          name: "amount",
          label: t("amount_in", { currency }),
          kind: "number",
          value: typedOf(invoice.balance.amount > 0 ? invoice.balance : invoice.total),
          required: true,
          help: t("credit_help"),
        },
        { name: "reason", label: t("reason"), kind: "multiline", required: true, help: t("printed") },
      ]}
      check={(values): Record<string, string> =>
        amountOf(values.amount, currency, invoice.total) ? {} : { amount: t("say_amount_most", { most: formatMoney(invoice.total, locale) }) }
      }
      run={(values, header) => creditInvoice(invoice.id, { amount: amountOf(values.amount, currency) ?? invoice.balance, reason: values.reason ?? "" }, header)}
      done={(note) => t("credited", { number: note.number })}
      invalidates={["invoices", "credit-notes"]}
      onDone={(note) => void navigate({ href: `/credit-notes/${note.id}` } as never)}
    />
  );
}
