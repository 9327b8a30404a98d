import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { Field } from "@hostler/ui/field";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Select } from "@hostler/ui/select";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import type { components } from "@hostler/web-kit/schema";
import { useSessionState } from "@hostler/web-kit/session";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { RecordLink } from "../../../records/record-link";
import { departments, staff } from "../api/choices";
import { priorities, statuses, type Ticket } from "../api/tickets";
import { changeTicket } from "../api/write-tickets";

import { SlaClock } from "./sla-clock";

/** Where a ticket stands, each of it to be changed in place. Choices are asked for when somebody reaches for them. */
export function TicketFacts({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation("support");
  const { status: word } = useWords();
  const { user } = useSessionState();
  const [wanted, setWanted] = useState(false);
  const departmentList = useQuery({ ...departments, enabled: wanted });
  const staffList = useQuery({ ...staff, enabled: wanted });
  const act = useAct({ run: (change: components["schemas"]["TicketChange"]) => changeTicket(ticket.id, change), done: t("changed"), invalidates: ["tickets"] });
  const people = new Map<string, string>([
    ...(ticket.assigned_to ? [[ticket.assigned_to.id, ticket.assigned_to.name] as const] : []),
    ...(user ? [[user.id, t("me", { name: user.name })] as const] : []),
    ...(staffList.data ?? []).filter((one) => one.id !== user?.id).map((one) => [one.id, one.name] as const),
  ]);
  const places = new Map<string, string>([
    ...(ticket.department ? [[ticket.department.id, ticket.department.name] as const] : []),
    ...(departmentList.data ?? []).map((one) => [one.id, one.name] as const),
  ]);
  const reach = () => setWanted(true);
  const merged = Boolean(ticket.merged_into);
  return (
    <Card title={t("facts")} onPointerEnter={reach} onFocus={reach}>
      <div className="flex flex-col gap-3">
        <FormFailure failure={act.failure} />
        <Field label={t("status")}>
          <Select
            value={ticket.status}
            disabled={act.busy || merged}
            onValueChange={(status) => void act.go({ status: status as Ticket["status"] })}
            options={statuses.map((value) => ({ value, label: word(value) }))}
          />
        </Field>
        <Field label={t("assigned")}>
          <Select
            value={ticket.assigned_to?.id ?? "nobody"}
            disabled={act.busy}
            onValueChange={(id) => void act.go({ assigned_to: id === "nobody" ? null : id })}
            options={[{ value: "nobody", label: t("nobody") }, ...[...people].map(([value, label]) => ({ value, label }))]}
          />
        </Field>
        <Field label={t("department")}>
          <Select
            value={ticket.department?.id}
            placeholder={t("no_department")}
            disabled={act.busy}
            onValueChange={(department_id) => void act.go({ department_id })}
            options={[...places].map(([value, label]) => ({ value, label }))}
          />
        </Field>
        <Field label={t("priority_column")}>
          <Select
            value={ticket.priority}
            disabled={act.busy}
            onValueChange={(priority) => void act.go({ priority: priority as Ticket["priority"] })}
            options={priorities.map((value) => ({ value, label: t(`priority.${value}`) }))}
          />
        </Field>
        <DescriptionList
          facts={[
            ticket.first_response.due_at ? [t("first_answer"), <SlaClock key="sla" ticket={ticket} />] : null,
            ticket.service_id ? [t("about"), <RecordLink key="service" id={ticket.service_id} />] : null,
            [t("opened"), <Instant key="opened" value={ticket.created_at} />],
            ticket.closed_at ? [t("closed_at"), <Instant key="closed" value={ticket.closed_at} />] : null,
            ticket.rating ? [t("rating"), `${ticket.rating} / 5${ticket.rating_comment ? ` · ${ticket.rating_comment}` : ""}`] : null,
            ticket.merged_into ? [t("merged_into"), <RecordLink key="merged" id={ticket.merged_into} />] : null,
          ]}
        />
      </div>
    </Card>
  );
}
