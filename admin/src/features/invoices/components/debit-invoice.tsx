import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { Field } from "@hostler/ui/field";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Textarea } from "@hostler/ui/textarea";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { LineEditor } from "../../../documents/line-editor";
import { blankLine, bodyOf, faultsOf } from "../../../documents/lines";
import { debitInvoice } from "../api/change-invoice";
import type { Invoice } from "../api/list-invoices";

/** Charges more on an issued invoice: a debit note is a document of its own that names it. */
export function DebitInvoice({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { t } = useTranslation("invoices");
  const { text } = useWords();
  const navigate = useNavigate();
  // The class of the original, so that its taxes are charged.
  const [lines, setLines] = useState(() => [{ ...blankLine(), sac: invoice.lines?.[0]?.sac ?? "" }]);
  const [reason, setReason] = useState("");
  const [judged, setJudged] = useState(false);
  const act = useAct({
    run: (_: void, header) => debitInvoice(invoice.id, { reason: reason.trim(), lines: lines.map((line) => bodyOf(line, invoice.currency)) }, header),
    done: (note) => t("debited", { number: note.number }),
    invalidates: ["invoices"],
    onDone: (note) => {
      onClose();
      void navigate({ href: `/invoices/${note.id}` } as never);
    },
  });
  const go = () => {
    setJudged(true);
    if (!reason.trim() || lines.some((line) => Object.keys(faultsOf(line, invoice.currency)).length > 0)) return;
    void act.go();
  };
  const fields = act.failure?.fields ?? {};
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        className="sm:max-w-3xl"
        title={t("debit_title", { number: invoice.number })}
        description={t("debit_text")}
        footer={
          <>
            <Button variant="secondary" onClick={onClose}>
              {text("cancel")}
            </Button>
            <Button busy={act.busy} onClick={go}>
              {t("debit_confirm")}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4 pb-3">
          <FormFailure failure={act.failure && Object.keys(fields).length === 0 ? act.failure : null} />
          <LineEditor lines={lines} onChange={setLines} currency={invoice.currency} errors={fields} judged={judged} />
          <Field label={t("reason")} help={t("printed")} error={fields.reason ?? (judged && !reason.trim() ? t("say_why") : undefined)}>
            <Textarea value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </div>
      </DialogContent>
    </Dialog>
  );
}
