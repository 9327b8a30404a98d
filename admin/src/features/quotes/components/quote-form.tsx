import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { decimalOf } from "@hostler/ui/lib/money";
import { Textarea } from "@hostler/ui/textarea";
import { useAct, type IdempotencyHeader } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState, type ReactNode } from "react";

import { LineEditor } from "../../../documents/line-editor";
import { blankLine, bodyOf, faultsOf, type LineBody } from "../../../documents/lines";
import type { Client } from "../../../people/clients";
import { ClientPicker } from "../../../people/client-picker";
import type { Quote } from "../api/quotes";

export interface QuoteBody {
  title: string;
  valid_until: string;
  lines: LineBody[];
  notes: string;
}

interface QuoteFormProps {
  /** What is changed; without it a new one is written, for a client yet to be chosen. */
  quote?: Quote;
  send: (body: QuoteBody, account: string, header: IdempotencyHeader) => Promise<Quote>;
  onDone: (quote: Quote) => void;
  confirm: string;
  done: string;
  aside?: ReactNode;
}

/** Lines at fixed prices, valid until a day. */
export function QuoteForm({ quote, send, onDone, confirm, done, aside }: QuoteFormProps) {
  const { t } = useTranslation("quotes");
  const [client, setClient] = useState<Client | null>(null);
  const [title, setTitle] = useState(quote?.title ?? "");
  const [until, setUntil] = useState(quote?.valid_until ?? "");
  const [notes, setNotes] = useState(quote?.notes ?? "");
  const [lines, setLines] = useState(() => linesOf(quote));
  const [judged, setJudged] = useState(false);
  const account = quote?.account_id ?? client?.id;
  const currency = quote?.currency ?? client?.currency ?? "INR";
  const act = useAct({
    run: (of: string, header) => send({ title: title.trim(), valid_until: until, notes: notes.trim(), lines: lines.map((line) => bodyOf(line, currency)) }, of, header),
    done,
    invalidates: ["quotes"],
    onDone,
  });
  const go = () => {
    setJudged(true);
    if (!account || !title.trim() || !until || lines.some((line) => Object.keys(faultsOf(line, currency)).length > 0)) return;
    void act.go(account);
  };
  const fields = act.failure?.fields ?? {};
  return (
    <div className="flex max-w-5xl flex-col gap-4">
      <Card>
        <div className="grid gap-4 sm:grid-cols-2">
          {!quote && (
            <Field label={t("client")} error={fields.account ?? (judged && !client ? t("say_client") : undefined)} className="sm:col-span-2">
              <ClientPicker client={client} onChange={setClient} required />
            </Field>
          )}
          <Field label={t("subject")} error={fields.title ?? (judged && !title.trim() ? t("say_subject") : undefined)}>
            <Input value={title} maxLength={160} onChange={(event) => setTitle(event.target.value)} />
          </Field>
          <Field label={t("valid_until")} help={t("valid_until_help")} error={fields.valid_until ?? (judged && !until ? t("say_until") : undefined)}>
            <Input type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
          </Field>
        </div>
      </Card>
      <Card title={t("lines")}>
        <LineEditor lines={lines} onChange={setLines} currency={currency} errors={fields} judged={judged} discounts />
      </Card>
      <Card>
        <Field label={t("notes")} optional error={fields.notes}>
          <Textarea value={notes} maxLength={2000} onChange={(event) => setNotes(event.target.value)} />
        </Field>
      </Card>
      <FormFailure failure={act.failure && Object.keys(fields).length === 0 ? act.failure : null} />
      <div className="flex flex-wrap gap-2">
        <Button size="lg" busy={act.busy} onClick={go}>
          {confirm}
        </Button>
        {aside}
      </div>
    </div>
  );
}

/** As they were entered: what its lines cost is without tax, also where prices include it. */
function linesOf(quote: Quote | undefined) {
  const lines = (quote?.written_lines ?? []).map((line) => ({
    ...blankLine(),
    description: line.description,
    quantity: line.quantity ?? "1",
    price: decimalOf(line.unit_price),
    discount: line.discount ? decimalOf(line.discount) : "",
    sac: line.sac ?? "",
  }));
  return lines.length > 0 ? lines : [blankLine()];
}
