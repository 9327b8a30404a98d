import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Notice } from "@hostler/ui/notice";
import { ApiError } from "@hostler/web-kit/problem";
import { useExplain } from "@hostler/web-kit/react/explain";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import type { Publishing } from "../api/edit-zone";
import type { Plan } from "../api/zones";

import { DiffList } from "./diff-list";
import { formatSeconds } from "./seconds";

interface PlanDialogProps {
  title: string;
  plan: Plan;
  nameservers: string[];
  /** The same request as the preview's, now to be done. */
  publish: (how: Publishing) => Promise<Plan>;
  onPublished: (plan: Plan) => void;
  onClose: () => void;
}

/** How long what is known elsewhere lives on at most. */
function longest(plan: Plan): number {
  return Math.max(0, ...[...(plan.removed ?? []), ...(plan.changed ?? []).map(({ before }) => before)].map(({ ttl }) => ttl ?? 3600));
}

/** The preview is the dialog: exactly what is shown is published, or nothing. */
export function PlanDialog({ title, plan: first, nameservers, publish, onPublished, onClose }: PlanDialogProps) {
  const { t } = useTranslation(["dns", "common"]);
  const { locale } = useWords();
  const explain = useExplain();
  const queries = useQueryClient();
  const [plan, setPlan] = useState(first);
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ text: string; requestId?: string } | null>(null);
  const [moved, setMoved] = useState(false);
  const counts = { added: plan.added?.length ?? 0, changed: plan.changed?.length ?? 0, removed: plan.removed?.length ?? 0 };
  const empty = counts.added + counts.changed + counts.removed === 0;
  const lasts = longest(plan);
  const act = async (how: Publishing, then: (plan: Plan) => void) => {
    setBusy(true);
    setFailure(null);
    try {
      then(await publish(how));
    } catch (error) {
      const words = explain(error);
      setFailure({ text: words.detail ?? words.title, requestId: words.requestId });
      setMoved(error instanceof ApiError && error.code === "plan_changed");
      // What has changed meanwhile is on the page when this is closed.
      if (error instanceof ApiError && (error.status === 409 || error.status === 412)) void queries.invalidateQueries({ queryKey: ["zones"] });
    } finally {
      setBusy(false);
    }
  };
  const again = () =>
    act({ preview: true }, (fresh) => {
      setPlan(fresh);
      setMoved(false);
    });
  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent
        title={title}
        description={empty ? t("diff.empty") : t("diff.consequence", { ...counts, servers: nameservers.join(", ") })}
        className="sm:max-w-2xl"
        footer={
          <>
            <Button variant="secondary" onClick={onClose}>
              {t("common:ui.cancel")}
            </Button>
            {moved ? (
              <Button busy={busy} onClick={() => void again()}>
                {t("diff.again")}
              </Button>
            ) : (
              <Button busy={busy} disabled={empty} onClick={() => void act({ plan: plan.plan, ...(note.trim() ? { note: note.trim() } : {}) }, onPublished)}>
                {t("publish")}
              </Button>
            )}
          </>
        }
      >
        <div className="flex flex-col gap-3 pb-2">
          <FormFailure failure={failure} />
          {!empty && <DiffList plan={plan} />}
          {(plan.skipped ?? []).length > 0 && (
            <Notice tone="warning" title={t("diff.skipped", { count: plan.skipped?.length ?? 0 })}>
              <ul className="max-h-32 overflow-y-auto">
                {plan.skipped?.map((line) => (
                  <li key={line.line} className="text-xs">
                    {t("diff.line", { number: line.line })}: <code className="font-mono break-all">{line.text}</code> – {line.reason}
                  </li>
                ))}
              </ul>
            </Notice>
          )}
          {lasts > 0 && !empty && <p className="text-xs text-muted-foreground">{t("diff.remembered", { time: formatSeconds(lasts, locale) })}</p>}
          {!empty && (
            <Field label={t("diff.note")} optional>
              <Input maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
            </Field>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}
