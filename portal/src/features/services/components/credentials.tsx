import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { CopyButton } from "@hostler/ui/copy-button";
import { DescriptionList } from "@hostler/ui/description-list";
import { Secret } from "@hostler/ui/secret";
import { toast } from "@hostler/ui/toaster";
import { useIdempotencyKey } from "@hostler/web-kit/idempotency";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { fetchCredentials, newPassword } from "../api/services";

/** How to sign in to it: asked for by a deliberate click with a fresh factor, noted, and gone on leaving. */
export function Credentials({ id }: { id: string }) {
  const { t } = useTranslation("services");
  const explain = useExplain();
  const key = useIdempotencyKey();
  const [known, setKnown] = useState<{ username: string; host?: string; url?: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const [asking, setAsking] = useState(false);
  const reveal = async () => {
    setError("");
    try {
      const { password, ...rest } = await fetchCredentials(id);
      setKnown(rest);
      return password;
    } catch (failure) {
      setError(explain(failure).detail ?? "");
      throw failure;
    }
  };
  const change = async () => {
    setBusy(true);
    try {
      await newPassword(id, key.header);
      setAsking(false);
      void toast("success", t("password_changing"));
      key.renew();
    } catch (failure) {
      setError(explain(failure).detail ?? "");
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card
      title={t("credentials")}
      action={
        <Button variant="secondary" size="sm" onClick={() => setAsking(true)}>
          {t("new_password")}
        </Button>
      }
    >
      <DescriptionList
        facts={[
          known?.host ? [t("host"), <Copied key="host" text={known.host} />] : null,
          known ? [t("username"), <Copied key="user" text={known.username} />] : null,
          [t("password"), <Secret key="password" label={t("password")} reveal={reveal} />],
        ]}
      />
      <p className="mt-3 text-xs text-muted-foreground">{t("credentials_text")}</p>
      {error && !asking && (
        <p role="alert" className="mt-2 text-sm text-destructive">
          {error}
        </p>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("new_password")}
        consequence={t("new_password_text")}
        confirm={t("new_password")}
        busy={busy}
        error={error || undefined}
        onConfirm={() => void change()}
      />
    </Card>
  );
}

function Copied({ text }: { text: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      <code className="font-mono text-sm break-all">{text}</code>
      <CopyButton value={text} />
    </span>
  );
}
