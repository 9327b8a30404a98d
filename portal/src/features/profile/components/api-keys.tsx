import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { CopyButton } from "@hostler/ui/copy-button";
import { Instant } from "@hostler/ui/date";
import { EmptyState } from "@hostler/ui/empty-state";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";

import { apiKeys, endApiKey } from "../api/account";

import { NewApiKey } from "./new-api-key";

/** Keys for programs: each shown once, when it is made. */
export function ApiKeys() {
  const { t } = useTranslation("profile");
  const explain = useExplain();
  const queries = useQueryClient();
  const query = useQuery(apiKeys);
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState("");
  const [ending, setEnding] = useState<{ id: string; name: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const end = async () => {
    if (!ending) return;
    setBusy(true);
    setError("");
    try {
      await endApiKey(ending.id);
      await queries.invalidateQueries({ queryKey: ["api-keys"] });
      setEnding(null);
    } catch (failure) {
      setError(explain(failure).detail ?? "");
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card
      title={t("keys.title")}
      flush
      action={
        <Button size="sm" onClick={() => setMaking(true)}>
          {t("keys.make")}
        </Button>
      }
    >
      {secret && (
        <div role="status" className="mx-4 my-3 rounded-md border border-success/30 bg-success/10 p-3 text-sm">
          <p className="font-medium">{t("keys.once")}</p>
          <p className="mt-1 flex items-center gap-1">
            <code className="font-mono break-all">{secret}</code>
            <CopyButton value={secret} label={t("keys.copy")} />
          </p>
          <Button variant="secondary" size="sm" className="mt-2" onClick={() => setSecret("")}>
            {t("keys.kept")}
          </Button>
        </div>
      )}
      <Ask
        query={query}
        skeleton={<SkeletonRows rows={3} />}
        isEmpty={(all) => all.length === 0}
        empty={
          <EmptyState icon={KeyRound} title={t("keys.none")}>
            {t("keys.none_text")}
          </EmptyState>
        }
      >
        {(all) => (
          <ul className="divide-y pb-1">
            {all.map((one) => (
              <li key={one.id} className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
                <div className="min-w-40 flex-1">
                  <p className="text-sm font-medium">
                    {one.name} <span className="font-mono text-xs font-normal text-muted-foreground">{one.hint}</span>
                  </p>
                  <p className="text-xs text-muted-foreground">
                    {(one.scopes ?? []).join(", ")} · {one.used_at ? <Instant value={one.used_at} relative /> : t("keys.never")}
                  </p>
                </div>
                {one.revoked_at ? (
                  <StatusBadge state="disabled" />
                ) : (
                  <Button variant="secondary" size="sm" onClick={() => setEnding({ id: one.id, name: one.name })}>
                    {t("keys.end")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Ask>
      {making && (
        <NewApiKey
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false);
            setSecret(made);
            void queries.invalidateQueries({ queryKey: ["api-keys"] });
          }}
        />
      )}
      <ConfirmDialog
        open={ending !== null}
        onOpenChange={(open) => !open && setEnding(null)}
        title={t("keys.end_title", { name: ending?.name ?? "" })}
        consequence={t("keys.end_text")}
        confirm={t("keys.end")}
        danger
        busy={busy}
        error={error || undefined}
        onConfirm={() => void end()}
      />
    </Card>
  );
}
