import { parseMoney } from "@hostler/ui/lib/money";
import { ActDialog } from "@hostler/web-kit/react/act-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { nameOfClient, type Client } from "../../../people/clients";
import { addCredit } from "../api/client";

/** Credit as a gift: it pays what comes due, and is posted as goodwill. */
export function CreditDialog({ client, onClose }: { client: Client; onClose: () => void }) {
  const { t } = useTranslation("clients");
  return (
    <ActDialog
      onClose={onClose}
      title={t("credit_title", { name: nameOfClient(client) })}
      consequence={t("credit_text")}
      confirm={t("add_credit")}
      fields={[
        { name: "amount", label: t("amount_in", { currency: client.currency }), kind: "number", required: true },
        { name: "reason", label: t("reason"), kind: "multiline", required: true, help: t("credit_reason_help") },
      ]}
      check={({ amount = "" }): Record<string, string> => {
        const money = parseMoney(amount, client.currency);
        const errors: Record<string, string> = {};
        if (!money || money.amount <= 0) errors.amount = t("amount_wrong");
        return errors;
      }}
      run={({ amount = "", reason = "" }, header) => {
        const money = parseMoney(amount, client.currency);
        if (!money) throw new TypeError(amount);
        return addCredit(client.id, money, reason, header);
      }}
      done={t("credit_done")}
      invalidates={["clients", "invoices"]}
    />
  );
}
