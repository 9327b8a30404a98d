import { Field } from "@hostler/ui/field";
import { formatMoney } from "@hostler/ui/lib/money";
import { useWords } from "@hostler/ui/lib/ui-text";
import { ActDialog } from "@hostler/web-kit/react/act-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { nameOfClient, type Client } from "../../../people/clients";
import { ClientPicker } from "../../../people/client-picker";
import type { Unmatched } from "../api/lists";
import { dismiss, putToCredit } from "../api/unmatched";

/** The money becomes a client's credit; whose may follow from the attempt that it names. */
export function CreditDialog({ row, onClose }: { row: Unmatched; onClose: () => void }) {
  const { t } = useTranslation("payments");
  const { locale } = useWords();
  const [client, setClient] = useState<Client | null>(null);
  const amount = row.amount ? formatMoney(row.amount, locale) : "–";
  return (
    <ActDialog
      onClose={onClose}
      title={t("unmatched.credit_title", { amount })}
      consequence={client ? t("unmatched.credit_text", { amount, client: nameOfClient(client) }) : t("unmatched.credit_text_attempt", { amount })}
      confirm={t("unmatched.credit")}
      fields={[{ name: "reason", label: t("reason"), kind: "multiline", required: true, help: t("kept_in_audit") }]}
      run={(values, header) => putToCredit(row.id, client?.id, values.reason ?? "", header)}
      done={t("unmatched.credited", { amount })}
      invalidates={["payments", "transactions"]}
    >
      <Field label={t("client")} optional help={t("unmatched.credit_client_help")}>
        <ClientPicker client={client} onChange={setClient} />
      </Field>
    </ActDialog>
  );
}

/** Nothing is booked, and the reason stays. */
export function DismissDialog({ row, onClose }: { row: Unmatched; onClose: () => void }) {
  const { t } = useTranslation("payments");
  const { locale } = useWords();
  return (
    <ActDialog
      onClose={onClose}
      title={t("unmatched.dismiss_title")}
      consequence={t("unmatched.dismiss_text", { amount: row.amount ? formatMoney(row.amount, locale) : "–" })}
      confirm={t("unmatched.dismiss")}
      danger
      fields={[{ name: "reason", label: t("reason"), kind: "multiline", required: true, help: t("kept_in_audit") }]}
      run={(values, header) => dismiss(row.id, values.reason ?? "", header)}
      done={t("unmatched.dismissed")}
      invalidates={["payments"]}
    />
  );
}
