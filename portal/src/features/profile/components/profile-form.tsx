import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { toast } from "@hostler/ui/toaster";
import { FormFailure, useFormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";

import { AddressFields, addressBody, type AddressValues } from "../../../account/address-fields";
import { changeAccount, type Account } from "../api/account";

/** Who is invoiced, and where. */
export function ProfileForm({ known }: { known: Account }) {
  const { t } = useTranslation("profile");
  const queries = useQueryClient();
  const { address } = known;
  const form = useForm<AddressValues>({
    defaultValues: {
      first_name: known.first_name,
      last_name: known.last_name,
      company: known.company ?? "",
      pan: "",
      gstin: known.gstin ?? "",
      address: { line1: address.line1, line2: address.line2 ?? "", city: address.city, state: address.state, postal_code: address.postal_code, country: address.country },
    },
  });
  const { failure, fail, clear } = useFormFailure(form);
  const { isDirty, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    clear();
    const indian = values.address.country === "IN";
    try {
      const saved = await changeAccount({
        ...addressBody(values),
        company: values.company.trim() || null,
        gstin: indian ? values.gstin.trim().toUpperCase() || null : null,
        ...(indian && values.pan.trim() ? { pan: values.pan.trim().toUpperCase() } : {}),
      });
      queries.setQueryData(["account"], saved);
      void toast("success", t("saved"));
    } catch (error) {
      fail(error);
    }
  });
  return (
    <Card className="max-w-2xl" title={t("billed_to")}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
        <FormFailure failure={failure} />
        <AddressFields form={form} panHint={known.pan ? t("pan_known", { pan: known.pan }) : undefined} />
        <div className="flex items-center gap-3">
          <Button type="submit" busy={isSubmitting} disabled={!isDirty}>
            {t("save")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
