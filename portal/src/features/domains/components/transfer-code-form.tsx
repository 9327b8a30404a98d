import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { PasswordField } from "@hostler/ui/password-field";
import { useIdempotencyKey } from "@hostler/web-kit/idempotency";
import { ApiError } from "@hostler/web-kit/problem";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import { giveTransferCode } from "../api/change-domain";

/** Another code for a transfer that waits, since the first was wrong or has expired. */
export function TransferCodeForm({ id }: { id: string }) {
  const { t } = useTranslation("domains");
  const explain = useExplain();
  const queries = useQueryClient();
  const key = useIdempotencyKey();
  const [code, setCode] = useState("");
  const [error, setError] = useState("");
  const [given, setGiven] = useState(false);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError("");
    try {
      await giveTransferCode(id, code.trim(), key.header);
      setCode("");
      setGiven(true);
      await queries.invalidateQueries({ queryKey: ["domains"] });
    } catch (failure) {
      const words = explain(failure);
      setError((failure instanceof ApiError ? failure.byField.auth_code : undefined) ?? words.detail ?? words.title);
    } finally {
      key.renew();
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-4 flex flex-col gap-3 border-t pt-4">
      <Field label={t("transfer.other_code")} help={t("transfer.other_code_help")} error={error || undefined}>
        <PasswordField autoComplete="off" value={code} onChange={(event) => setCode(event.target.value)} />
      </Field>
      <Button type="submit" size="sm" variant="secondary" className="self-start" busy={busy} disabled={!code.trim()}>
        {t("transfer.give_code")}
      </Button>
      {given && (
        <p role="status" className="text-sm text-success">
          {t("transfer.code_given")}
        </p>
      )}
    </form>
  );
}
