import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { RefreshCw, Stamp } from "lucide-react";

import { checkTaxNumber, judgeTaxNumber } from "../api/tax";

/** A register is asked again; where there is none to ask, or it stays silent, a person looks the number up. */
export function TaxNumberActs({ id, number, canBeAsked }: { id: string; number: string; canBeAsked: boolean }) {
  const { t } = useTranslation("clients");
  return (
    <>
      {canBeAsked && (
        <ActButton
          size="sm"
          icon={RefreshCw}
          label={t("tax_number.ask")}
          title={t("tax_number.ask_title", { number })}
          consequence={t("tax_number.ask_text")}
          run={() => checkTaxNumber(id)}
          done={t("tax_number.ask_done")}
          invalidates={["clients"]}
        />
      )}
      <ActButton
        size="sm"
        icon={Stamp}
        label={t("tax_number.judge")}
        title={t("tax_number.judge_title", { number })}
        consequence={t("tax_number.judge_text")}
        fields={[
          {
            name: "standing",
            label: t("tax_number.judge_standing"),
            kind: "select",
            required: true,
            value: "valid",
            options: [
              { value: "valid", label: t("tax_number.judge_valid") },
              { value: "invalid", label: t("tax_number.judge_invalid") },
            ],
          },
          { name: "evidence", label: t("tax_number.evidence"), kind: "multiline", required: true, help: t("tax_number.judge_help") },
        ]}
        run={({ standing, evidence = "" }) => judgeTaxNumber(id, standing === "invalid" ? "invalid" : "valid", evidence)}
        done={t("saved")}
        invalidates={["clients"]}
      />
      {!canBeAsked && <p className="text-xs text-muted-foreground">{t("tax_number.no_lookup")}</p>}
    </>
  );
}
