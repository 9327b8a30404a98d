import { Card } from "@hostler/ui/card";
import { Notice } from "@hostler/ui/notice";
import { Secret } from "@hostler/ui/secret";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { revealAuthCode } from "../api/change-domain";
import type { Domain } from "../api/domains";

/** The code that moves it away: shown on purpose, with a fresh factor, noted, and forgotten after a minute. */
export function AuthCodeCard({ domain }: { domain: Domain }) {
  const { t } = useTranslation("domains");
  const explain = useExplain();
  const queries = useQueryClient();
  const [mailed, setMailed] = useState(false);
  const [error, setError] = useState("");
  const reveal = async () => {
    setError("");
    setMailed(false);
    try {
      const { code, mailed: byMail } = await revealAuthCode(domain.id);
      void queries.invalidateQueries({ queryKey: ["domains", "timeline", domain.id] });
      if (code) return code;
      if (byMail) setMailed(true);
    } catch (failure) {
      setError(explain(failure).detail ?? "");
      throw failure;
    }
    throw new Error("no code");
  };
  return (
    <Card title={t("code.title")}>
      <p className="mb-2 text-sm text-muted-foreground">{t("code.text")}</p>
      {domain.transfer_lock ? <p className="text-sm text-warning">{t("code.locked")}</p> : <Secret label={t("code.title")} reveal={reveal} />}
      {mailed && (
        <Notice tone="info" className="mt-2">
          {t("code.mailed")}
        </Notice>
      )}
      {error && (
        <p role="alert" className="mt-2 text-sm text-destructive">
          {error}
        </p>
      )}
    </Card>
  );
}
