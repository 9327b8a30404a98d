import { Button } from "@hostler/ui/button";
import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { closeTicket } from "../api/write-tickets";

export function CloseButton({ id }: { id: string }) {
  const { t } = useTranslation("support");
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { run, busy, failure } = useWrite(closeTicket);
  const close = async () => {
    const done = await run(id);
    if (!done) return;
    queries.setQueryData(["tickets", "one", id], done.value);
    setAsking(false);
    await queries.invalidateQueries({ queryKey: ["tickets"] });
  };
  return (
    <>
      <Button variant="secondary" onClick={() => setAsking(true)}>
        {t("close.button")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("close.title")}
        consequence={t("close.text")}
        confirm={t("close.button")}
        busy={busy}
        error={failure?.text}
        onConfirm={() => void close()}
      />
    </>
  );
}
