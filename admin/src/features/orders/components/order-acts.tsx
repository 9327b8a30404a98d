import { formatMoney } from "@hostler/ui/lib/money";
import { useWords } from "@hostler/ui/lib/ui-text";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Check, ShieldAlert, X } from "lucide-react";

import { acceptOrder, cancelOrder, markFraud, type Order } from "../api/orders";

const stale = ["orders", "services", "domains", "invoices", "clients", "stats"];

/** Accept, cancel, or stop it as fraud, as far as its state lets. */
export function OrderActs({ order }: { order: Order }) {
  const { t } = useTranslation("orders");
  const { locale } = useWords();
  const items = (order.items ?? []).filter(({ status }) => status !== "cancelled");
  const numbers = {
    services: items.filter(({ product_id }) => product_id).length,
    domains: items.filter(({ product_id }) => !product_id).length,
    amount: formatMoney(order.total, locale),
  };
  const pending = order.status === "pending";
  const reason = { name: "reason", label: t("reason"), kind: "multiline" as const, required: true };
  return (
    <>
      {(pending || order.status === "processing" || order.status === "active") && (
        <ActButton
          label={t("fraud")}
          icon={ShieldAlert}
          variant="ghost"
          danger
          title={t("fraud_title")}
          consequence={t("fraud_text", numbers)}
          fields={[{ ...reason, help: t("fraud_reason_help") }]}
          run={({ reason = "" }, header) => markFraud(order.id, reason, header)}
          done={t("fraud_done")}
          invalidates={stale}
        />
      )}
      {pending && (
        <>
          <ActButton
            label={t("cancel")}
            icon={X}
            danger
            title={t("cancel_title")}
            consequence={t("cancel_text", numbers)}
            fields={[reason]}
            run={({ reason = "" }, header) => cancelOrder(order.id, reason, header)}
            done={t("cancelled")}
            invalidates={stale}
          />
          <ActButton
            label={t("accept")}
            icon={Check}
            variant="primary"
            title={t("accept_title")}
            consequence={t("accept_text", numbers)}
            run={(_, header) => acceptOrder(order.id, header)}
            done={t("accepted")}
            invalidates={stale}
          />
        </>
      )}
    </>
  );
}
