import { Button } from "@hostler/ui/button";
import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { removeZone } from "../api/edit-zone";
import { isWorking, type Zone } from "../api/zones";

/** The records and their history go with it, so its name is typed. */
export function RemoveZone({ zone }: { zone: Zone }) {
  const { t } = useTranslation("dns");
  const explain = useExplain();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => removeZone(zone.id),
    onSuccess: async () => {
      setAsking(false);
      await navigate({ to: "/dns" });
      await queries.invalidateQueries({ queryKey: ["zones"] });
    },
  });
  const count = (zone.records ?? []).reduce((sum, { values }) => sum + (values?.length ?? 0), 0);
  return (
    <>
      <Button variant="ghost" className="text-destructive" disabled={isWorking(zone.state)} onClick={() => setAsking(true)}>
        {t("remove_zone.button")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        danger
        title={t("remove_zone.title", { name: zone.unicode })}
        consequence={t("remove_zone.consequence", { count })}
        confirm={t("remove_zone.button")}
        typed={zone.unicode}
        busy={remove.isPending}
        error={remove.error ? explain(remove.error).detail : undefined}
        onConfirm={() => remove.mutate()}
      />
    </>
  );
}
