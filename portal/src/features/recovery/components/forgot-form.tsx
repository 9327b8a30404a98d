import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { CaptchaField, useCaptcha, type Solved } from "@hostler/web-kit/react/captcha";
import { FormFailure, useFormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useForm } from "react-hook-form";

interface Values {
  email: string;
  account: string;
  username: string;
}

interface ForgotFormProps {
  /** What is asked for, in its order. */
  asks: readonly (keyof Values)[];
  button: string;
  send: (values: Values, solved: Solved) => Promise<unknown>;
  onSent: () => void;
}

/** Asks who somebody is; the answer is the same whether or not anybody is that. */
export function ForgotForm({ asks, button, send, onSent }: ForgotFormProps) {
  const { t } = useTranslation("recovery");
  const form = useForm<Values>({ defaultValues: { email: "", account: "", username: "" } });
  const { failure, fail, clear } = useFormFailure(form);
  const captcha = useCaptcha("recover");
  const required = { required: t("required") };
  const submit = form.handleSubmit(async ({ email, account, username }) => {
    clear();
    const solved = await captcha.solve();
    if (!solved) return;
    try {
      await send({ email: email.trim(), account: account.trim(), username: username.trim() }, solved);
      onSent();
    } catch (error) {
      if (!captcha.again(error)) fail(error);
    }
  });
  const labels = { email: t("email"), account: t("account"), username: t("username") };
  const hints = { email: "email", account: "organization", username: "username" };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
      <FormFailure failure={failure} />
      {asks.map((name) => (
        <Field key={name} label={labels[name]} error={form.formState.errors[name]?.message}>
          <Input type={name === "email" ? "email" : "text"} autoComplete={hints[name]} spellCheck={false} autoCapitalize="none" {...form.register(name, required)} />
        </Field>
      ))}
      <CaptchaField captcha={captcha} />
      <Button type="submit" size="lg" busy={form.formState.isSubmitting}>
        {button}
      </Button>
    </form>
  );
}
