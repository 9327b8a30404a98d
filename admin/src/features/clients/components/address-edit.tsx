import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import type { UseFormReturn } from "react-hook-form";

import type { EditValues } from "../api/edit-values";

export function AddressEdit({ form }: { form: UseFormReturn<EditValues> }) {
  const { t } = useTranslation("clients");
  const errors = form.formState.errors.address;
  const required = { required: t("required") };
  const indian = form.watch("address.country").toUpperCase() === "IN";
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-2 text-sm font-semibold">{t("address")}</legend>
      <Field label={t("line1")} error={errors?.line1?.message}>
        <Input {...form.register("address.line1", required)} />
      </Field>
      <Field label={t("line2")} optional error={errors?.line2?.message}>
        <Input {...form.register("address.line2")} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("city")} error={errors?.city?.message}>
          <Input {...form.register("address.city", required)} />
        </Field>
        <Field label={t("state")} error={errors?.state?.message}>
          <Input {...form.register("address.state", required)} />
        </Field>
        <Field label={t("postal_code")} error={errors?.postal_code?.message}>
          <Input {...form.register("address.postal_code", required)} />
        </Field>
        <Field label={t("country")} error={errors?.country?.message} help={t("country_help")}>
          <Input maxLength={2} className="font-mono uppercase" {...form.register("address.country", { ...required, setValueAs: (text: string) => text.toUpperCase() })} />
        </Field>
      </div>
      {indian && (
        <Field label={t("gstin")} optional error={form.formState.errors.gstin?.message} help={t("gstin_help")}>
          <Input maxLength={15} className="font-mono uppercase" spellCheck={false} {...form.register("gstin")} />
        </Field>
      )}
    </fieldset>
  );
}
