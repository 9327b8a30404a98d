import { Button } from "@hostler/ui/button";
import { Checkbox } from "@hostler/ui/checkbox";
import { Field } from "@hostler/ui/field";
import { PasswordField } from "@hostler/ui/password-field";
import { useIdempotencyKey } from "@hostler/web-kit/idempotency";
import { ApiError } from "@hostler/web-kit/problem";
import { FormFailure, useFormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "react-hook-form";

import { addToCart } from "../../../cart/cart";

/** The code of the present registrar; then the cart, where agreements and payment follow. */
export function TransferForm({ domain }: { domain: string }) {
  const { t } = useTranslation("domains");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const key = useIdempotencyKey();
  const [privacy, setPrivacy] = useState(false);
  const form = useForm({ defaultValues: { auth_code: "" } });
  const { failure, fail, clear } = useFormFailure(form);
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ auth_code }) => {
    clear();
    try {
      queries.setQueryData(["cart"], await addToCart({ type: "domain", domain, action: "transfer", auth_code: auth_code.trim(), ...(privacy ? { privacy } : {}) }, key.header));
      await navigate({ to: "/cart" });
    } catch (error) {
      key.renew();
      if (error instanceof ApiError && error.code === "already_in_cart") return navigate({ to: "/cart" });
      fail(error);
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
      <FormFailure failure={failure} />
      <Field label={t("transfer.code")} help={t("transfer.code_help")} error={errors.auth_code?.message}>
        <PasswordField autoComplete="off" {...form.register("auth_code", { required: t("transfer.code_required") })} />
      </Field>
      <label className="flex items-center gap-2 text-sm">
        <Checkbox className="-ms-1" checked={privacy} onCheckedChange={(on) => setPrivacy(on === true)} aria-label={t("transfer.privacy")} />
        {t("transfer.privacy")}
      </label>
      <Button type="submit" size="lg" className="self-start" busy={isSubmitting}>
        {t("transfer.add")}
      </Button>
    </form>
  );
}
