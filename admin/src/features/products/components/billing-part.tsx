import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { RadioGroup, RadioItem } from "@hostler/ui/radio-group";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { prorations, type ProductDraft } from "../../../catalogue/product-draft";

import type { PartProps } from "./editor-parts";

/** How its time is counted and charged. */
export function BillingPart({ draft, change, errors }: PartProps) {
  const { t } = useTranslation("products");
  const days = (
    name: "grace_days" | "invoice_days_before" | "notice_days" | "terminate_days" | "trial_days" | "prorata_day" | "prorata_next_from",
    label: string,
    help: string,
  ) => (
    <Field label={label} optional help={help} error={errors[name]}>
      <Input
        value={draft[name]}
        inputMode={name === "notice_days" ? "text" : "numeric"}
        className="max-w-32 tabular-nums"
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </Field>
  );
  return (
    <Card>
      <div className="flex max-w-2xl flex-col gap-5">
        <fieldset>
          <legend className="mb-1 text-sm font-medium">{t("proration")}</legend>
          <RadioGroup value={draft.proration} onValueChange={(proration) => change({ proration: proration as ProductDraft["proration"] })}>
            {prorations.map((one) => (
              <RadioItem key={one} value={one} help={t(`proration_text.${one}`)}>
                {t(`proration_of.${one}`)}
              </RadioItem>
            ))}
          </RadioGroup>
        </fieldset>
        {days("invoice_days_before", t("invoice_days_before"), t("invoice_days_before_help"))}
        {days("notice_days", t("notice_days"), t("notice_days_help"))}
        {days("grace_days", t("grace_days"), t("grace_days_help"))}
        {days("terminate_days", t("terminate_days"), t("terminate_days_help"))}
        {days("trial_days", t("trial_days"), t("trial_days_help"))}
        {days("prorata_day", t("prorata_day"), t("prorata_day_help"))}
        {days("prorata_next_from", t("prorata_next_from"), t("prorata_next_from_help"))}
      </div>
    </Card>
  );
}
