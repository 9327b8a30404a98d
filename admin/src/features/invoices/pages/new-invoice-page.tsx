import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { PageHeader } from "@hostler/ui/page-header";
import { Textarea } from "@hostler/ui/textarea";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTitle } from "@hostler/web-kit/react/title";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { LineEditor } from "../../../documents/line-editor";
import { blankLine, bodyOf, faultsOf } from "../../../documents/lines";
import type { Client } from "../../../people/clients";
import { ClientPicker } from "../../../people/client-picker";
import { createInvoice } from "../api/change-invoice";

/** An invoice by hand, in the client's own currency. It is issued at once: there is no draft to forget. */
export default function NewInvoicePage() {
  const { t } = useTranslation("invoices");
  const navigate = useNavigate();
  useTitle(t("new"));
  const [client, setClient] = useState<Client | null>(null);
  const [lines, setLines] = useState(() => [blankLine()]);
  const [due, setDue] = useState("");
  const [notes, setNotes] = useState("");
  const [judged, setJudged] = useState(false);
  const currency = client?.currency ?? "INR";
  const act = useAct({
    run: (account: string, header) =>
      createInvoice({ account, lines: lines.map((line) => bodyOf(line, currency)), ...(due ? { due_date: due } : {}), ...(notes.trim() ? { notes: notes.trim() } : {}) }, header),
    done: (invoice) => t("issued_toast", { number: invoice.number }),
    invalidates: ["invoices"],
    onDone: (invoice) => void navigate({ href: `/invoices/${invoice.id}` } as never),
  });
  const go = () => {
    setJudged(true);
    if (!client || lines.some((line) => Object.keys(faultsOf(line, currency)).length > 0)) return;
    void act.go(client.id);
  };
  const fields = act.failure?.fields ?? {};
  return (
    <>
      <PageHeader title={t("new")} description={t("new_text")} trail={[{ label: t("title"), href: "/invoices" }]} />
      <div className="flex max-w-5xl flex-col gap-4">
        <Card>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t("client")} error={fields.account ?? (judged && !client ? t("say_client") : undefined)}>
              <ClientPicker client={client} onChange={setClient} required />
            </Field>
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
        <FormFailure failure={act.failure && Object.keys(fields).length === 0 ? act.failure : null} />
        <Button size="lg" className="self-start" busy={act.busy} onClick={go}>
          {t("issue")}
        </Button>
      </div>
    </>
  );
}
