import { Button } from "@hostler/ui/button";
import { useBrand } from "@hostler/web-kit/brand";
import { FormFailure, useFormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useForm } from "react-hook-form";

import { AddressFields, addressBody, noAddress, type AddressValues } from "../../../account/address-fields";
import { putProfile, type Registration } from "../api/registration";

export function AddressStep({ registration, onSaved }: { registration: Registration; onSaved: () => void }) {
  const { t } = useTranslation("register");
  const brand = useBrand();
  const known = registration.address;
  const form = useForm<AddressValues>({
    defaultValues: {
      ...noAddress,
      first_name: registration.first_name ?? "",
      last_name: registration.last_name ?? "",
      company: registration.company ?? "",
      gstin: registration.gstin ?? "",
      address: known
        ? { line1: known.line1, line2: known.line2 ?? "", city: known.city, state: known.state, postal_code: known.postal_code, country: known.country }
        : { ...noAddress.address, country: brand.country },
    },
  });
  const { failure, fail, clear } = useFormFailure(form);
  const submit = form.handleSubmit(async (values) => {
    clear();
    const tax =
      values.address.country === "IN"
        ? { ...(values.pan.trim() ? { pan: values.pan.trim().toUpperCase() } : {}), ...(values.gstin.trim() ? { gstin: values.gstin.trim().toUpperCase() } : {}) }
        : {};
    try {
      await putProfile(registration.registration, { ...addressBody(values), ...(values.company.trim() ? { company: values.company.trim() } : {}), ...tax });
      onSaved();
    } catch (error) {
      fail(error);
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
      <p className="text-base text-muted-foreground">{t("address_text")}</p>
      <FormFailure failure={failure} />
      <AddressFields form={form} panHint={registration.pan ? t("pan_known", { pan: registration.pan }) : undefined} />
      <Button type="submit" size="lg" busy={form.formState.isSubmitting}>
        {t("continue")}
      </Button>
    </form>
  );
}
