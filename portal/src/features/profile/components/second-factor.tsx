import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { OtpInput } from "@hostler/ui/otp-input";
import { PasswordField } from "@hostler/ui/password-field";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useExplain } from "@hostler/web-kit/react/explain";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useSession } from "@hostler/web-kit/session";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import { FactorSetup } from "../../../account/factor-setup";
import { RecoveryCodes } from "../../../account/recovery-codes";
import { beginSecondFactor, confirmSecondFactor, type FactorSetup as Setup } from "../../../account/second-factor-api";
import { endSecondFactor, me } from "../api/account";

type Failed = { text: string; requestId?: string } | null;

/** Setting an authenticator up: scan, confirm, keep the recovery codes; and ending it. */
export function SecondFactor() {
  const { t } = useTranslation("profile");
  const explain = useExplain();
  const queries = useQueryClient();
  const query = useQuery(me);
  const [setup, setSetup] = useState<Setup | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [ending, setEnding] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failed>(null);
  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      const words = explain(error);
      setFailure({ text: words.detail ?? words.title, requestId: words.requestId });
    } finally {
      setBusy(false);
    }
  };
  const session = useSession();
  // The session says too whether there is a factor: other pages ask it.
  const refresh = async () => {
    await session.refresh();
    await queries.invalidateQueries({ queryKey: ["me"] });
  };
  return (
    <Card title={t("mfa.title")} action={query.data && <StatusBadge state={query.data.user.two_factor ? "on" : "off"} />}>
      <Ask query={query} skeleton={<Skeleton className="h-24" />}>
        {({ user }) => (
          <div className="flex flex-col gap-4">
            <FormFailure failure={failure} />
            {codes ? (
              <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />
            ) : setup ? (
              <FactorSetup
                setup={setup}
                busy={busy}
                onCode={(code) =>
                  void act(async () => {
                    setCodes(await confirmSecondFactor(code));
                    setSetup(null);
                    await refresh();
                  })
                }
              />
            ) : ending ? (
              <End
                busy={busy}
                onEnd={(code, password) =>
                  void act(async () => {
                    await endSecondFactor(code, password);
                    setEnding(false);
                    await refresh();
                  })
                }
              />
            ) : (
              <>
                <p className="text-sm text-muted-foreground">{user.two_factor ? t("mfa.on_text") : t("mfa.off_text")}</p>
                {user.two_factor && <p className="text-xs text-muted-foreground">{t("mfa.lost_text")}</p>}
                {user.two_factor ? (
                  <Button variant="secondary" className="self-start" onClick={() => setEnding(true)}>
                    {t("mfa.end")}
                  </Button>
                ) : (
                  <Button className="self-start" busy={busy} onClick={() => void act(async () => setSetup(await beginSecondFactor()))}>
                    {t("mfa.begin")}
                  </Button>
                )}
              </>
            )}
          </div>
        )}
      </Ask>
    </Card>
  );
}

function End({ busy, onEnd }: { busy: boolean; onEnd: (code: string, password: string) => void }) {
  const { t } = useTranslation("profile");
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onEnd(code, password);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      <Field label={t("mfa.code")}>
        <OtpInput value={code} onChange={setCode} />
      </Field>
      <Field label={t("password.current")}>
        <PasswordField autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
      </Field>
      <Button type="submit" variant="destructive" className="self-start" busy={busy} disabled={code.length < 6 || !password}>
        {t("mfa.end")}
      </Button>
    </form>
  );
}
