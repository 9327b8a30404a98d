import { Button } from "@hostler/ui/button";
import { CopyButton } from "@hostler/ui/copy-button";
import { Field } from "@hostler/ui/field";
import { OtpInput } from "@hostler/ui/otp-input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState, type FormEvent } from "react";

import type { FactorSetup as Setup } from "./second-factor-api";

/** Scanning the code with an authenticator, or typing it in, and showing that it works. */
export function FactorSetup({ setup, busy, onCode }: { setup: Setup; busy: boolean; onCode: (code: string) => void }) {
  const { t } = useTranslation("account");
  const [code, setCode] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCode(code);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      <p className="text-sm">{t("mfa.scan")}</p>
      <img src={`data:image/svg+xml;utf8,${encodeURIComponent(setup.qr_svg)}`} alt={t("mfa.qr")} className="size-44 rounded-lg bg-white p-2" />
      <p className="flex flex-wrap items-center gap-1 text-xs text-muted-foreground">
        {t("mfa.by_hand")} <code className="font-mono break-all text-foreground">{setup.secret}</code>
        <CopyButton value={setup.secret} />
      </p>
      <Field label={t("mfa.code")}>
        <OtpInput value={code} onChange={setCode} />
      </Field>
      <Button type="submit" className="self-start" busy={busy} disabled={code.length < 6}>
        {t("mfa.confirm")}
      </Button>
    </form>
  );
}
