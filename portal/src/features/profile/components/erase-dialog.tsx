import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { toast } from "@hostler/ui/toaster";
import { ApiError } from "@hostler/web-kit/problem";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useSession } from "@hostler/web-kit/session";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { eraseAccount } from "../api/personal-data";

import { StillInUse, usesIn } from "./still-in-use";

const lost = ["sign_in", "data", "tickets", "keys"] as const;

/** What is gone afterwards and what stays is said before anything is typed. */
export function EraseDialog({ number, onClose }: { number: string; onClose: () => void }) {
  const { t } = useTranslation("profile");
  const explain = useExplain();
  const session = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const erase = async () => {
    setBusy(true);
    setError(null);
    try {
      await eraseAccount();
      await session.signOut();
      queries.clear();
      void toast("success", t("data.erased"));
      await navigate({ to: "/" });
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const uses = error instanceof ApiError && error.code === "account_in_use" ? usesIn(error.problem) : null;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("data.erase_title")}
      consequence={t("data.erase_consequence")}
      confirm={t("data.erase_confirm")}
      typed={number}
      danger
      busy={busy}
      error={uses ? <StillInUse uses={uses} /> : error ? (explain(error).detail ?? explain(error).title) : undefined}
      onConfirm={() => void erase()}
    >
      <ul className="mb-3 list-disc ps-5 text-sm">
        {lost.map((one) => (
          <li key={one}>{t(`data.lost.${one}`)}</li>
        ))}
      </ul>
      <p className="mb-3 text-sm text-muted-foreground">{t("data.stays")}</p>
    </ConfirmDialog>
  );
}
