import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Select } from "@hostler/ui/select";
import { countries, indianStates } from "@hostler/web-kit/places";
import { useTranslation } from "@hostler/web-kit/react/texts";
import type { UseFormReturn } from "react-hook-form";

export interface AddressValues {
  first_name: string;
  last_name: string;
  company: string;
  pan: string;
  gstin: string;
  address: { line1: string; line2: string; city: string; state: string; postal_code: string; country: string };
}

export const noAddress: AddressValues = {
  first_name: "",
  last_name: "",
  company: "",
  pan: "",
  gstin: "",
  address: { line1: "", line2: "", city: "", state: "", postal_code: "", country: "IN" },
};

/** Who is invoiced and where: the fields follow the country. Used by signing up and by the profile. */
export function AddressFields({ form, panHint }: { form: UseFormReturn<AddressValues>; panHint?: string }) {
  const { t, i18n } = useTranslation("account");
  const { errors } = form.formState;
  const country = form.watch("address.country");
  const state = form.watch("address.state");
  const required = { required: t("required") };
  const names = new Intl.DisplayNames([i18n.language], { type: "region" });
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("first_name")} error={errors.first_name?.message}>
          <Input autoComplete="given-name" {...form.register("first_name", required)} />
        </Field>
        <Field label={t("last_name")} error={errors.last_name?.message}>
          <Input autoComplete="family-name" {...form.register("last_name", required)} />
        </Field>
      </div>
      <Field label={t("company")} optional error={errors.company?.message}>
        <Input autoComplete="organization" {...form.register("company")} />
      </Field>
      <Field label={t("country")} error={errors.address?.country?.message}>
        <Select
          value={country}
          onValueChange={(next) => {
            form.setValue("address.country", next, { shouldDirty: true });
            form.setValue("address.state", "", { shouldDirty: true });
          }}
          options={countries.map((code) => ({ value: code, label: names.of(code) ?? code })).sort((a, b) => a.label.localeCompare(b.label, i18n.language))}
        />
      </Field>
      <Field label={t("line1")} error={errors.address?.line1?.message}>
        <Input autoComplete="address-line1" {...form.register("address.line1", required)} />
      </Field>
      <Field label={t("line2")} optional error={errors.address?.line2?.message}>
        <Input autoComplete="address-line2" {...form.register("address.line2")} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("postal_code")} error={errors.address?.postal_code?.message}>
          <Input autoComplete="postal-code" inputMode={country === "IN" ? "numeric" : undefined} {...form.register("address.postal_code", required)} />
        </Field>
        <Field label={t("city")} error={errors.address?.city?.message}>
          <Input autoComplete="address-level2" {...form.register("address.city", required)} />
        </Field>
      </div>
      <Field label={t("state")} error={errors.address?.state?.message}>
        {country === "IN" ? (
          <Select
            placeholder={t("choose")}
            value={state || undefined}
            onValueChange={(next) => form.setValue("address.state", next, { shouldDirty: true, shouldValidate: true })}
            options={indianStates.map((name) => ({ value: name, label: name }))}
          />
        ) : (
          <Input autoComplete="address-level1" {...form.register("address.state", required)} />
        )}
      </Field>
      {country === "IN" && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("pan")} help={panHint ?? t("pan_help")} error={errors.pan?.message}>
            <Input className="font-mono uppercase placeholder:normal-case" maxLength={10} spellCheck={false} autoCapitalize="characters" {...form.register("pan")} />
          </Field>
          <Field label={t("gstin")} optional help={t("gstin_help")} error={errors.gstin?.message}>
            <Input className="font-mono uppercase" maxLength={15} spellCheck={false} autoCapitalize="characters" {...form.register("gstin")} />
          </Field>
        </div>
      )}
    </>
  );
}

/** As the API takes it: what is empty is left out. */
export function addressBody(values: AddressValues) {
  const { line2, ...rest } = values.address;
  return {
    first_name: values.first_name.trim(),
    last_name: values.last_name.trim(),
    address: { ...rest, ...(line2.trim() ? { line2: line2.trim() } : {}) },
  };
}
