import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { PasswordField } from "@hostler/ui/password-field";
import { ActDialog } from "@hostler/web-kit/react/act-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { nameOfService, type Service } from "../../../sold/service";
import { provisionService } from "../api/services";

/** A person has made it at the provider: how the client signs in is all that is missing here. */
export function ByHandDialog({ service, onClose }: { service: Service; onClose: () => void }) {
  const { t } = useTranslation("services");
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState(false);
  return (
    <ActDialog
      onClose={onClose}
      title={t("by_hand_title", { name: nameOfService(service) })}
      consequence={t("by_hand_text")}
      confirm={t("by_hand_confirm")}
      check={(): Record<string, string> => {
        const wrong = !username.trim() || !password;
        setMissing(wrong);
        const errors: Record<string, string> = {};
        if (wrong) errors.credentials = t("required");
        return errors;
      }}
      run={(_, header) => provisionService(service.id, { username: username.trim(), password }, header)}
      done={t("by_hand_done")}
      invalidates={["services", "jobs", "clients", "orders"]}
    >
      <Field label={t("username")} error={missing && !username.trim() ? t("required") : undefined}>
        <Input value={username} autoComplete="off" spellCheck={false} onChange={(event) => setUsername(event.target.value)} />
      </Field>
      <Field label={t("password")} error={missing && !password ? t("required") : undefined}>
        <PasswordField value={password} autoComplete="new-password" onChange={(event) => setPassword(event.target.value)} />
      </Field>
    </ActDialog>
  );
}
