import { Button } from "@hostler/ui/button";
import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useNavigate } from "@tanstack/react-router";
import { History } from "lucide-react";
import { useState } from "react";

import type { Part } from "../api/parts";

import { useInstanceName } from "./use-part-columns";
import { useMachineAction } from "./use-machine-action";

/** Puts a machine back to what a picture of it holds. What was written since is lost, so its name is typed. */
export function RestoreButton({ part }: { part: Part }) {
  const { t } = useTranslation("compute");
  const navigate = useNavigate();
  const name = useInstanceName()(part.instance_id);
  const [asking, setAsking] = useState(false);
  const { act, busy, failure } = useMachineAction(part.instance_id);
  const go = async () => {
    if (await act({ action: "restore_snapshot", params: { snapshot_id: part.id } })) await navigate({ href: `/compute/${part.instance_id}` } as never);
  };
  return (
    <>
      <Button variant="secondary" onClick={() => setAsking(true)}>
        <History aria-hidden />
        {t("action.restore_snapshot")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("ask.restore_snapshot.title", { name })}
        consequence={t("ask.restore_snapshot.text")}
        confirm={t("action.restore_snapshot")}
        typed={name}
        danger
        busy={busy}
        error={failure?.text}
        onConfirm={() => void go()}
      />
    </>
  );
}
