import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { decimalOf } from "@hostler/ui/lib/money";
import { Textarea } from "@hostler/ui/textarea";
import { useAct, type IdempotencyHeader } from "@hostler/web-kit/react/act";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState, type ReactNode } from "react";

import { LineEditor } from "../../../documents/line-editor";
import { blankLine, bodyOf, faultsOf } from "../../../documents/lines";
import { FailureSummary } from "../../../forms/failure-summary";
import { ClientPicker } from "../../../people/client-picker";
import type { Client } from "../../../people/clients";
import type { ManualInvoice } from "../api/change-invoice";
import type { Invoice } from "../api/list-invoices";

interface InvoiceFormProps {
  /** The draft that is changed; without it a new one is written, for a client yet to be chosen. */
  draft?: Invoice;
  /** `over`: also over what another has stored meanwhile. */
  send: (body: ManualInvoice, header: IdempotencyHeader, over: boolean) => Promise<Invoice>;
  onDone: (invoice: Invoice) => void;
  confirm: string;
  done: string;
  aside?: ReactNode;
}

/** An invoice as staff write it: for whom, what, and until when. */
export function InvoiceForm({ draft, send, onDone, confirm, done, aside }: InvoiceFormProps) {
  const { t } = useTranslation("invoices");
  const written = draft?.written;
  const [client, setClient] = useState<Client | null>(null);
  const [lines, setLines] = useState(() => linesOf(written));
  const [due, setDue] = useState(written?.due_date ?? "");
  const [notes, setNotes] = useState(written?.notes ?? "");
  const [judged, setJudged] = useState(false);
  const account = draft?.account_id ?? client?.id;
  const currency = draft?.currency ?? client?.currency ?? "INR";
  const act = useAct({
    run: (over: boolean, header) =>
      send(
        {
          account: account ?? "",
          lines: lines.map((line) => bodyOf(line, currency)),
          ...(due ? { due_date: due } : {}),
          ...(notes.trim() ? { notes: notes.trim() } : {}),
        },
        header,
        over,
      ),
    done,
    invalidates: ["invoices"],
    onDone,
  });
  const go = (over: boolean) => {
    setJudged(true);
    if (!account || lines.some((line) => Object.keys(faultsOf(line, currency)).length > 0)) return;
    void act.go(over);
  };
  const fields = act.failure?.fields ?? {};
  return (
    <div className="flex max-w-5xl flex-col gap-4">
      <Card>
        <div className="grid gap-4 sm:grid-cols-2">
          {!draft && (
            <Field label={t("client")} error={fields.account ?? (judged && !client ? t("say_client") : undefined)}>
              <ClientPicker client={client} onChange={setClient} required />
            </Field>
          )}
          <Field label={t("due")} optional help={t("due_help")} error={fields.due_date}>
            <Input type="date" value={due} onChange={(event) => setDue(event.target.value)} />
          </Field>
        </div>
      </Card>
      <Card title={t("lines")}>
        <LineEditor lines={lines} onChange={setLines} currency={currency} errors={fields} judged={judged} />
      </Card>
      <Card>
        <Field label={t("notes")} optional help={t("printed")} error={fields.notes}>
          <Textarea value={notes} maxLength={2000} onChange={(event) => setNotes(event.target.value)} />
        </Field>
      </Card>
      <FailureSummary failure={act.failure} hasControl={(field) => /^(account|due_date|notes|lines)\b/.test(field)} onOverwrite={draft ? () => go(true) : undefined} />
      <div className="flex flex-wrap gap-2">
        <Button size="lg" busy={act.busy} onClick={() => go(false)}>
          {confirm}
        </Button>
        {aside}
      </div>
    </div>
  );
}

function linesOf(written: ManualInvoice | undefined) {
  const lines = (written?.lines ?? []).map((line) => ({
    ...blankLine(),
    description: line.description,
    quantity: line.quantity ?? "1",
    price: decimalOf(line.unit_price),
    sac: line.sac ?? "",
  }));
  return lines.length > 0 ? lines : [blankLine()];
}
