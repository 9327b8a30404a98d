import { Button } from "@hostler/ui/button";
import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { useState } from "react";

import { removePart, type Part } from "../api/parts";

import type { Kind, KindAction } from "./kinds";
import { PartActionDialog } from "./part-action-dialog";
import type { Details } from "./part-details";
import { RestoreButton } from "./restore-button";
import { titleOf } from "./use-part-columns";

/** What can be done to one, in the state that it is in. One that failed can only be removed. */
export function PartButtons({ kind, part }: { kind: Kind; part: Part }) {
  const { t } = useTranslation("compute");
  const [asking, setAsking] = useState<KindAction | "delete" | null>(null);
  const { attached, of } = (part.details ?? {}) as Details;
  const fits = (action: KindAction) => !action.when || attached === undefined || (action.when === "attached") === attached;
  const gone = part.state === "deleting" || part.state === "deleted";
  return (
    <>
      {part.state === "ready" && kind.word === "snapshots" && of === "machine" && <RestoreButton part={part} />}
      {part.state === "ready" &&
        kind.actions.filter(fits).map((action) => (
          <Button key={action.name} variant="secondary" onClick={() => setAsking(action)}>
            {t(`part_action.${action.name}`)}
          </Button>
        ))}
      {!gone && (
        <Button variant="ghost" className="text-destructive" disabled={part.state === "creating" || part.state === "changing"} onClick={() => setAsking("delete")}>
          <Trash2 aria-hidden />
          {t("delete")}
        </Button>
      )}
      {asking === "delete" && <DeleteDialog kind={kind} part={part} onClose={() => setAsking(null)} />}
      {asking && asking !== "delete" && <PartActionDialog kind={kind} part={part} action={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

function DeleteDialog({ kind, part, onClose }: { kind: Kind; part: Part; onClose: () => void }) {
  const { t } = useTranslation("compute");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { run, busy, failure } = useWrite((id: string) => removePart(kind, id));
  const go = async () => {
    if (!(await run(part.id))) return;
    await queries.invalidateQueries({ queryKey: ["parts", kind.word, "list"] });
    await navigate({ href: kind.path } as never);
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("delete_title", { name: titleOf(part) })}
      consequence={t(`kind.${kind.word}.lost`)}
      confirm={t("delete")}
      typed={kind.holdsData ? titleOf(part) : undefined}
      danger
      busy={busy}
      error={failure?.text}
      onConfirm={() => void go()}
    />
  );
}
