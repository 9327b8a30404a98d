import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Label } from "@hostler/ui/label";
import { Switch } from "@hostler/ui/switch";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useId } from "react";
import type { UseFormReturn } from "react-hook-form";

import type { EditValues } from "../api/edit-values";

/** Whether tax is left off, and why: an examiner asks for the reason. */
export function ExemptionEdit({ form }: { form: UseFormReturn<EditValues> }) {
  const { t } = useTranslation("clients");
  const id = useId();
  const exempt = form.watch("tax_exempt");
  const { errors } = form.formState;
  return (
    <>
      <div className="flex items-center justify-between gap-4">
        <Label htmlFor={id}>{t("tax_exempt")}</Label>
        <Switch id={id} checked={exempt} onCheckedChange={(on) => form.setValue("tax_exempt", on, { shouldDirty: true })} />
      </div>
      {exempt && (
        <Field label={t("exemption_reason")} error={errors.exemption_reason?.message}>
          <Input {...form.register("exemption_reason", { required: t("required") })} />
        </Field>
      )}
    </>
  );
}
