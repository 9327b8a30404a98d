import { formatMoney, type Money } from "@hostler/ui/lib/money";
import { useWords } from "@hostler/ui/lib/ui-text";
import { answer } from "@hostler/web-kit/api-client";
import { ActDialog } from "@hostler/web-kit/react/act-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";
import type { components } from "@hostler/web-kit/schema";

import { api } from "../api/client";
import { amountOf, typedOf } from "../documents/amount";

type Payment = components["schemas"]["PaymentView"];

/** What came in and is neither given back nor promised to be. */
export function refundable(payment: Payment): Money {
  return { amount: Math.max(0, payment.paid.amount - payment.refunded.amount), currency: payment.paid.currency };
}

/** Gives back all of a payment or a part of it, and never more: to where it came from, or as credit. */
export function RefundDialog({ payment, onClose }: { payment: Payment; onClose: () => void }) {
  const { t } = useTranslation("refunds");
  const { locale } = useWords();
  const most = refundable(payment);
  const currency = most.currency;
  const ways = payment.gateway === "wallet" ? (["credit"] as const) : (["source", "credit"] as const);
  return (
    <ActDialog
      onClose={onClose}
      title={t("refund_title")}
      consequence={t("refund_text", { paid: formatMoney(payment.paid, locale), refunded: formatMoney(payment.refunded, locale), left: formatMoney(most, locale) })}
      confirm={t("refund_confirm")}
      danger
      fields={[
        { name: "amount", label: t("amount_in", { currency }), kind: "number", value: typedOf(most), required: true, help: t("amount_help", { most: formatMoney(most, locale) }) },
        {
          name: "to",
          label: t("to"),
          kind: "select",
          value: ways[0],
          required: true,
          options: ways.map((value) => ({ value, label: t(`to_${value}`) })),
          help: payment.by_hand || payment.gateway === "manual" ? t("by_hand_help") : t("to_help"),
        },
        { name: "reason", label: t("reason"), kind: "multiline", required: true, help: t("reason_help") },
      ]}
      check={(values): Record<string, string> => (amountOf(values.amount, currency, most) ? {} : { amount: t("say_amount_most", { most: formatMoney(most, locale) }) })}
      run={(values, header) =>
        answer(
          api.POST("/payments/{id}/refund", {
            params: { path: { id: payment.id }, header },
            body: { amount: amountOf(values.amount, currency, most) ?? most, to: values.to === "credit" ? "credit" : "source", reason: values.reason ?? "" },
          }),
        )
      }
      done={(refund) =>
        refund.status === "pending" ? t("under_way", { amount: formatMoney(refund.amount, locale) }) : t("refunded", { amount: formatMoney(refund.amount, locale) })
      }
      invalidates={["payments", "refunds", "invoices", "transactions", "credit-notes"]}
    />
  );
}
