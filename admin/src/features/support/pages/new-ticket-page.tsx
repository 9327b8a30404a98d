import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { PageHeader } from "@hostler/ui/page-header";
import { Select } from "@hostler/ui/select";
import { Textarea } from "@hostler/ui/textarea";
import { useAct } from "@hostler/web-kit/react/act";
import { AttachmentField } from "@hostler/web-kit/react/attachment-field";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useAttachments } from "@hostler/web-kit/react/use-attachments";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { ClientPicker } from "../../../people/client-picker";
import { getClient } from "../../../people/clients";
import { departments } from "../api/choices";
import { priorities, type Ticket } from "../api/tickets";
import { openTicket, upload } from "../api/write-tickets";

/** Writes to a client: a conversation that staff begin. */
export default function NewTicketPage() {
  const { t } = useTranslation("support");
  const navigate = useNavigate();
  useTitle(t("new"));
  const [state, change] = useUrlState("client");
  const known = useQuery({ ...getClient(state.client ?? ""), enabled: Boolean(state.client) });
  const client = state.client ? (known.data ?? null) : null;
  const places = useQuery(departments);
  const [subject, setSubject] = useState("");
  const [message, setMessage] = useState("");
  const [department, setDepartment] = useState<string>();
  const [priority, setPriority] = useState<Ticket["priority"]>("normal");
  const [judged, setJudged] = useState(false);
  const attachments = useAttachments(upload, []);
  const act = useAct({
    run: (client_id: string, header) =>
      openTicket(
        {
          client_id,
          subject: subject.trim(),
          message: message.trim(),
          priority,
          ...(department ? { department_id: department } : {}),
          ...(attachments.kept.length > 0 ? { attachments: attachments.kept.map((file) => file.id) } : {}),
        },
        header,
      ),
    done: t("opened_toast"),
    invalidates: ["tickets"],
    onDone: (ticket) => void navigate({ href: `/support/${ticket.id}` } as never),
  });
  const fields = act.failure?.fields ?? {};
  const go = () => {
    setJudged(true);
    if (client && subject.trim() && message.trim()) void act.go(client.id);
  };
  return (
    <>
      <PageHeader title={t("new")} description={t("new_text")} trail={[{ label: t("title"), href: "/support" }]} />
      <Card className="max-w-3xl">
        <div className="flex flex-col gap-4">
          <FormFailure failure={act.failure && Object.keys(fields).length === 0 ? act.failure : null} />
          <Field label={t("client")} error={fields.client_id ?? (judged && !client ? t("say_client") : undefined)}>
            <ClientPicker client={client} onChange={(next) => change({ client: next?.id })} required />
          </Field>
          <Field label={t("subject")} error={fields.subject ?? (judged && !subject.trim() ? t("say_subject") : undefined)}>
            <Input value={subject} maxLength={200} onChange={(event) => setSubject(event.target.value)} />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t("department")} optional error={fields.department_id}>
              <Select
                value={department}
                onValueChange={setDepartment}
                placeholder={t("first_department")}
                options={(places.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
              />
            </Field>
            <Field label={t("priority_column")}>
              <Select
                value={priority}
                onValueChange={(next) => setPriority(next as Ticket["priority"])}
                options={priorities.map((value) => ({ value, label: t(`priority.${value}`) }))}
              />
            </Field>
          </div>
          <Field label={t("message")} help={t("markdown")} error={fields.message ?? (judged && !message.trim() ? t("say_something") : undefined)}>
            <Textarea className="min-h-40" maxLength={20_000} value={message} onChange={(event) => setMessage(event.target.value)} />
          </Field>
          <AttachmentField attachments={attachments} />
          <Button size="lg" className="self-start" busy={act.busy} disabled={attachments.sending} onClick={go}>
            {t("send")}
          </Button>
        </div>
      </Card>
    </>
  );
}
