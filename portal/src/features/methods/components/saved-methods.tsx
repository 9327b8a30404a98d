import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { EmptyState } from "@hostler/ui/empty-state";
import { toast } from "@hostler/ui/toaster";
import { useAct } from "@hostler/web-kit/react/act";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { Plus, WalletCards } from "lucide-react";
import { useState } from "react";

import type { Saved } from "../../../paying/methods";
import { billingSettings, removeMethod, saveBillingSettings } from "../api/methods";

import { SavedMethod } from "./saved-method";

interface SavedMethodsProps {
  saved: Saved[];
  /** Where some gateway can save a way to pay. */
  onAdd?: () => void;
}

export function SavedMethods({ saved, onAdd }: SavedMethodsProps) {
  const { t } = useTranslation("methods");
  const auto = useQuery(billingSettings).data?.auto_pay ?? false;
  const [removing, setRemoving] = useState<Saved | null>(null);
  const prefer = useAct({ run: (id: string) => saveBillingSettings({ auto_pay: auto, default_method_id: id }), invalidates: ["payment-methods"], done: t("default_changed") });
  const remove = useAct({ run: removeMethod, invalidates: ["payment-methods"], onDone: () => setRemoving(null) });
  const choose = async (id: string) => {
    if (!(await prefer.go(id))) void toast("error", t("default_failed"));
  };
  return (
    <Card
      flush
      title={t("saved")}
      action={
        onAdd && (
          <Button size="sm" onClick={onAdd}>
            <Plus aria-hidden />
            {t("add")}
          </Button>
        )
      }
    >
      {saved.length === 0 ? (
        <EmptyState icon={WalletCards} title={t("none")}>
          {t("none_text")}
        </EmptyState>
      ) : (
        <ul className="divide-y pb-1" aria-label={t("saved")}>
          {saved.map((method) => (
            <SavedMethod key={method.id} method={method} busy={prefer.busy} onDefault={() => void choose(method.id)} onRemove={() => setRemoving(method)} />
          ))}
        </ul>
      )}
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(open) => {
          if (open) return;
          remove.clear();
          setRemoving(null);
        }}
        title={t("remove_title", { name: removing?.title ?? "" })}
        consequence={removing?.default && auto ? t("remove_default_text") : t("remove_text")}
        confirm={t("remove")}
        danger
        busy={remove.busy}
        error={remove.failure?.text}
        onConfirm={() => removing && void remove.go(removing.id)}
      />
    </Card>
  );
}
