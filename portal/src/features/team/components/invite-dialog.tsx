import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { toast } from "@hostler/ui/toaster";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import { invite } from "../api/users";

import { RightsFields } from "./rights-fields";
import { useFormWrite } from "./use-form-write";
import { rightsOf } from "./use-rights";

/** Somebody gets a link by mail, chooses name and password, and has what was ticked here. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("team");
  const queries = useQueryClient();
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [rights, setRights] = useState(() => rightsOf(undefined));
  const form = useFormWrite(["email", "name", "groups", "roles", "policies"], invite);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!email.trim()) return form.setErrors({ email: t("required") });
    const done = await form.submit({ email: email.trim(), ...(name.trim() ? { name: name.trim() } : {}), ...rights });
    if (!done) return;
    await queries.invalidateQueries({ queryKey: ["team", "invitations"] });
    void toast("success", t("invite.sent", { email: email.trim() }));
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t("invite.title")} description={t("invite.text")}>
        <form onSubmit={(event) => void send(event)} className="flex flex-col gap-4 pb-4" noValidate>
          <FormFailure failure={form.failure} />
          <Field label={t("email")} error={form.errors.email}>
            <Input type="email" autoComplete="off" spellCheck={false} autoCapitalize="none" value={email} onChange={(event) => setEmail(event.target.value)} />
          </Field>
          <Field label={t("name")} optional error={form.errors.name}>
            <Input autoComplete="off" maxLength={160} value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <RightsFields value={rights} onChange={setRights} errors={form.errors} />
          <Button type="submit" busy={form.busy} className="self-end">
            {t("invite.send")}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
