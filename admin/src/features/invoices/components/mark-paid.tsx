import { Checkbox } from "@hostler/ui/checkbox";
import { formatMoney } from "@hostler/ui/lib/money";
import { useWords } from "@hostler/ui/lib/ui-text";
import { ActDialog } from "@hostler/web-kit/react/act-dialog";
import type { ActField } from "@hostler/web-kit/react/act-fields";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useId, useState } from "react";

import { amountOf, typedOf } from "../../../documents/amount";
import { markPaid } from "../api/change-invoice";
import type { Invoice } from "../api/list-invoices";

const methods = ["bank_transfer", "cheque", "cash", "upi", "other"] as const;

/** Books money that came in another way, and what the buyer deducted at source beside it. */
export function MarkPaid({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { t } = useTranslation("invoices");
  const { locale } = useWords();
  const [tds, setTds] = useState(false);
  const id = useId();
  const { currency } = invoice;
  const fields: ActField[] = [
    { name: "method", label: t("method_label"), kind: "select", value: "bank_transfer", required: true, options: methods.map((value) => ({ value, label: t(`method.${value}`) })) },
    { name: "reference", label: t("reference"), required: true, help: t("reference_help") },
    { name: "amount", label: t("amount_in", { currency }), kind: "number", value: typedOf(invoice.balance), required: true, help: t("over_help") },
    { name: "date", label: t("came_on"), kind: "date", help: t("came_on_help") },
    ...(tds
      ? ([
          { name: "tds.section", label: t("tds_section"), required: true, help: t("tds_section_help") },
          { name: "tds.amount", label: t("tds_amount", { currency }), kind: "number", required: true },
          { name: "tds.rate", label: t("tds_rate"), kind: "number", help: t("tds_rate_help") },
          { name: "tds.certificate", label: t("tds_certificate") },
        ] satisfies ActField[])
      : []),
  ];
  return (
    <ActDialog
      onClose={onClose}
      title={t("mark_paid_title", { number: invoice.number })}
      consequence={t("mark_paid_text", { open: formatMoney(invoice.balance, locale) })}
      confirm={t("book")}
      fields={fields}
      check={(values) => ({
        ...(amountOf(values.amount, currency) ? {} : { amount: t("say_amount") }),
        ...(!tds || amountOf(values["tds.amount"], currency) ? {} : { "tds.amount": t("say_amount") }),
      })}
      run={(values, header) =>
        markPaid(
          invoice.id,
          {
            method: values.method ?? "",
            reference: values.reference ?? "",
            amount: amountOf(values.amount, currency) ?? invoice.balance,
            ...(values.date ? { date: values.date } : {}),
            ...(tds
              ? {
                  tds: {
                    section: values["tds.section"] ?? "",
                    amount: amountOf(values["tds.amount"], currency) ?? invoice.balance,
                    ...(values["tds.rate"] ? { rate: values["tds.rate"] } : {}),
                    ...(values["tds.certificate"] ? { certificate: values["tds.certificate"] } : {}),
                  },
                }
              : {}),
          },
          header,
        )
      }
      done={t("booked")}
      invalidates={["invoices", "payments", "transactions", "tds"]}
    >
      {currency === "INR" && (
        <div className="flex items-center gap-2">
          <Checkbox id={id} checked={tds} onCheckedChange={(on) => setTds(on === true)} />
          <label htmlFor={id} className="text-sm">
            {t("with_tds")}
          </label>
        </div>
      )}
    </ActDialog>
  );
}
