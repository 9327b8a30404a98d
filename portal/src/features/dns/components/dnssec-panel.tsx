import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { CopyButton } from "@hostler/ui/copy-button";
import { Instant } from "@hostler/ui/date";
import { Notice } from "@hostler/ui/notice";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { signZone, unsignZone } from "../api/edit-zone";
import { isWorking, type Zone } from "../api/zones";

/** Signing, what the parent has to know of it, and how it ends without anybody losing the name. */
export function DnssecPanel({ zone }: { zone: Zone }) {
  const { t } = useTranslation("dns");
  const explain = useExplain();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<"sign" | "unsign" | null>(null);
  const { state, signers = [], ends_at: endsAt } = zone.dnssec;
  const change = useMutation({
    mutationFn: (on: boolean) => (on ? signZone(zone.id) : unsignZone(zone.id)),
    onSuccess: () => {
      setAsking(null);
      return queries.invalidateQueries({ queryKey: ["zones"] });
    },
  });
  const blocked = isWorking(zone.state);
  const error = change.error ? explain(change.error).detail : undefined;
  return (
    <Card title={t("tab.dnssec")} action={<StatusBadge state={zone.state === "signing" ? "signing" : state} />}>
      <p className="max-w-2xl text-sm text-muted-foreground">{t("dnssec.text")}</p>
      {state === "off" && (
        <Button className="mt-4" disabled={blocked} onClick={() => setAsking("sign")}>
          {t("dnssec.sign")}
        </Button>
      )}
      {state === "ending" && (
        <Notice
          tone="warning"
          className="mt-4"
          title={t("dnssec.ending")}
          action={
            <Button size="sm" variant="secondary" busy={change.isPending} onClick={() => change.mutate(true)}>
              {t("dnssec.keep")}
            </Button>
          }
        >
          {endsAt && (
            <>
              {t("dnssec.ends_at")} <Instant value={endsAt} />
            </>
          )}
        </Notice>
      )}
      {state !== "off" && (
        <>
          <h3 className="mt-5 mb-1 text-sm font-medium">{t("dnssec.ds")}</h3>
          <p className="mb-2 max-w-2xl text-xs text-muted-foreground">{t("dnssec.ds_text")}</p>
          {signers.length === 0 ? (
            <p className="text-sm text-muted-foreground">{t("dnssec.no_ds")}</p>
          ) : (
            <ul className="divide-y rounded-md border">
              {signers.map((signer) => {
                const text = `${signer.key_tag} ${signer.algorithm} ${signer.digest_type} ${signer.digest}`;
                return (
                  <li key={text} className="flex items-center gap-2 px-3 py-1.5">
                    <code className="min-w-0 flex-1 font-mono text-xs break-all">{text}</code>
                    <CopyButton value={text} label={`${t("dnssec.copy")}: ${signer.key_tag}`} />
                  </li>
                );
              })}
            </ul>
          )}
        </>
      )}
      {state === "on" && (
        <Button className="mt-5" variant="secondary" disabled={blocked} onClick={() => setAsking("unsign")}>
          {t("dnssec.unsign")}
        </Button>
      )}
      {error && !asking && (
        <p role="alert" className="mt-3 text-sm text-destructive">
          {error}
        </p>
      )}
      <ConfirmDialog
        open={asking === "sign"}
        onOpenChange={(open) => !open && setAsking(null)}
        title={t("dnssec.sign_title", { name: zone.unicode })}
        consequence={t("dnssec.sign_consequence")}
        confirm={t("dnssec.sign")}
        busy={change.isPending}
        error={error}
        onConfirm={() => change.mutate(true)}
      />
      <ConfirmDialog
        open={asking === "unsign"}
        onOpenChange={(open) => !open && setAsking(null)}
        danger
        title={t("dnssec.unsign_title", { name: zone.unicode })}
        consequence={t("dnssec.unsign_consequence")}
        confirm={t("dnssec.ds_removed")}
        busy={change.isPending}
        error={error}
        onConfirm={() => change.mutate(false)}
      />
    </Card>
  );
}
