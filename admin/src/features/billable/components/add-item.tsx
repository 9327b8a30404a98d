import { Field } from "@hostler/ui/field";
import { ActDialog } from "@hostler/web-kit/react/act-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { amountOf } from "../../../documents/amount";
import type { Client } from "../../../people/clients";
import { ClientPicker } from "../../../people/client-picker";
import { addBillableItem } from "../api/billable-items";

/** Something that a client is still to be invoiced for: an hour of work, a move, a licence. */
export function AddItem({ client: first, onClose }: { client: Client | null; onClose: () => void }) {
  const { t } = useTranslation("billable");
  const [client, setClient] = useState(first);
  const [judged, setJudged] = useState(false);
  const currency = client?.currency ?? "INR";
  return (
    <ActDialog
      onClose={onClose}
      title={t("add")}
      consequence={t("add_text")}
      confirm={t("add_confirm")}
      fields={[
        { name: "description", label: t("what"), required: true, help: t("printed") },
        { name: "quantity", label: t("quantity"), kind: "number", value: "1", required: true },
        { name: "unit_price", label: t("price_in", { currency }), kind: "number", required: true },
        { name: "sac", label: t("sac") },
        { name: "invoice_from", label: t("from"), kind: "date", help: t("from_help") },
      ]}
      check={(values) => {
        setJudged(true);
        return { ...(client ? {} : { account: t("say_client") }), ...(amountOf(values.unit_price, currency) ? {} : { unit_price: t("say_amount") }) };
      }}
      run={(values, header) =>
        addBillableItem(
          {
            account: client?.id ?? "",
            description: values.description ?? "",
            quantity: values.quantity ?? "1",
            unit_price: amountOf(values.unit_price, currency) ?? { amount: 0, currency },
            ...(values.sac ? { sac: values.sac } : {}),
            ...(values.invoice_from ? { invoice_from: values.invoice_from } : {}),
          },
          header,
        )
      }
      done={t("added")}
      invalidates={["billable"]}
    >
      <Field label={t("client")} error={judged && !client ? t("say_client") : undefined}>
        <ClientPicker client={client} onChange={setClient} required />
      </Field>
    </ActDialog>
  );
}
