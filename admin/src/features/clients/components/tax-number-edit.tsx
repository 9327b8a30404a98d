import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { PencilLine } from "lucide-react";

import type { Client } from "../../../people/clients";
import { changeTax, type ClientTax } from "../api/tax";

/** What a client is taxed by: a VAT number abroad, a special economic zone in India. Its GSTIN stands with its address. */
export function TaxNumberEdit({ client, tax }: { client: Client; tax: ClientTax }) {
  const { t } = useTranslation("clients");
  const inIndia = client.address.country === "IN";
  return (
    <ActButton
      size="sm"
      icon={PencilLine}
      label={t("tax_number.edit")}
      confirm={t("tax_number.save")}
      title={t("tax_number.edit_title")}
      consequence={t(inIndia ? "tax_number.edit_text_india" : "tax_number.edit_text")}
      fields={[
        ...(inIndia && !tax.tax_id ? [] : [{ name: "tax_id", label: t("tax_number.vat"), value: tax.tax_id ?? "", help: t("tax_number.vat_help") }]),
        ...(inIndia || tax.sez
          ? [
              {
                name: "sez",
                label: t("sez"),
                kind: "select" as const,
                required: true,
                value: tax.sez ? "yes" : "no",
                options: [
                  { value: "no", label: t("no") },
                  { value: "yes", label: t("yes") },
                ],
                help: t("tax_number.sez_help"),
              },
            ]
          : []),
      ]}
      run={({ tax_id, sez }) => changeTax(client.id, { ...changed(tax, tax_id), ...(sez !== undefined && (sez === "yes") !== tax.sez && { sez: sez === "yes" }) })}
      done={t("saved")}
      invalidates={["clients"]}
    />
  );
}

/** An emptied number is taken away; one that stays is not named again, for that would have it checked anew. */
function changed(tax: ClientTax, typed: string | undefined): { tax_id?: string | null } {
  const number = typed?.trim() || null;
  return typed === undefined || number === (tax.tax_id ?? null) ? {} : { tax_id: number };
}
