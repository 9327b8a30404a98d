import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { PasswordField } from "@hostler/ui/password-field";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import { addUser, changeUser, type TeamUser } from "../api/users";

import { RightsFields } from "./rights-fields";
import { useFormWrite } from "./use-form-write";
import { rightsOf, type Rights } from "./use-rights";

interface Values extends Rights {
  username: string;
  email: string;
  name: string;
  password: string;
}

/** A new user with a first password, or what an existing one is called and may. */
export function UserDialog({ user, onClose }: { user?: TeamUser; onClose: () => void }) {
  const { t } = useTranslation("team");
  const queries = useQueryClient();
  const [values, setValues] = useState<Values>(() => ({ username: user?.username ?? "", email: user?.email ?? "", name: user?.name ?? "", password: "", ...rightsOf(user) }));
  const set = (part: Partial<Values>) => setValues((all) => ({ ...all, ...part }));
  const form = useFormWrite(["username", "email", "name", "password", "groups", "roles", "policies"], async (body: Values, header) => {
    const { username, email, name, password, ...rights } = body;
    const named = name.trim() ? { name: name.trim() } : {};
    if (user) await changeUser(user.id, { ...named, ...rights });
    else await addUser({ username: username.trim(), email: email.trim(), password, ...named, ...rights }, header);
  });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const missing = user ? [] : (["username", "email", "password"] as const).filter((field) => !values[field].trim());
    if (missing.length > 0) return form.setErrors(Object.fromEntries(missing.map((field) => [field, t("required")])));
    if (!(await form.submit(values))) return;
    await queries.invalidateQueries({ queryKey: ["team"] });
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={user ? t("user.change", { name: user.name }) : t("user.new")} description={user ? undefined : t("user.new_text")}>
        <form onSubmit={(event) => void save(event)} className="flex flex-col gap-4 pb-4" noValidate>
          <FormFailure failure={form.failure} />
          {!user && (
            <>
              <Field label={t("username")} error={form.errors.username}>
                <Input autoComplete="off" spellCheck={false} autoCapitalize="none" value={values.username} onChange={(event) => set({ username: event.target.value })} />
              </Field>
              <Field label={t("email")} error={form.errors.email}>
                <Input type="email" autoComplete="off" spellCheck={false} autoCapitalize="none" value={values.email} onChange={(event) => set({ email: event.target.value })} />
              </Field>
            </>
          )}
          <Field label={t("name")} optional error={form.errors.name}>
            <Input autoComplete="off" maxLength={160} value={values.name} onChange={(event) => set({ name: event.target.value })} />
          </Field>
          {!user && (
            <Field label={t("user.first_password")} help={t("user.first_password_help")} error={form.errors.password}>
              <PasswordField
                meter
                autoComplete="new-password"
                related={[values.username, values.email]}
                value={values.password}
                onChange={(event) => set({ password: event.target.value })}
              />
            </Field>
          )}
          <RightsFields value={values} onChange={set} errors={form.errors} />
          <Button type="submit" busy={form.busy} className="self-end">
            {t("save")}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
