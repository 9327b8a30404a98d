import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { nameOf, type Instance } from "../api/instances";

import { useMachineAction } from "./use-machine-action";

export function SnapshotDialog({ instance, onClose }: { instance: Instance; onClose: () => void }) {
  const { t } = useTranslation("compute");
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const { act, busy, failure } = useMachineAction(instance.id);
  const go = async () => {
    if (!(await act({ action: "snapshot", ...(name.trim() ? { params: { name: name.trim() } } : {}) }))) return;
    await queries.invalidateQueries({ queryKey: ["parts"] });
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("ask.snapshot.title", { name: nameOf(instance) })}
      consequence={t("ask.snapshot.text")}
      confirm={t("action.snapshot")}
      busy={busy}
      error={failure?.text}
      onConfirm={() => void go()}
    >
      <Field label={t("name")} optional className="mb-2">
        <Input value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
      </Field>
    </ConfirmDialog>
  );
}
