import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { CivilDate } from "@hostler/ui/date";
import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { Field } from "@hostler/ui/field";
import { PageHeader } from "@hostler/ui/page-header";
import { RadioGroup, RadioItem } from "@hostler/ui/radio-group";
import { Skeleton } from "@hostler/ui/skeleton";
import { Textarea } from "@hostler/ui/textarea";
import { useIdempotencyKey } from "@hostler/web-kit/idempotency";
import { Ask } from "@hostler/web-kit/react/ask";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";

import { cancelService, getService, type Service } from "../api/services";
import { nameOf } from "../components/service-name";

export default function CancelPage() {
  const { t } = useTranslation("services");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  useTitle(t("cancel"));
  const query = useQuery(getService(id));
  return (
    <>
      <PageHeader
        title={t("cancel")}
        trail={[
          { label: t("title"), href: "/services" },
          { label: query.data ? nameOf(query.data) : id, href: `/services/${id}` },
        ]}
      />
      <Ask query={query} skeleton={<Skeleton className="h-64 max-w-2xl" />}>
        {(service) => <CancelForm service={service} />}
      </Ask>
    </>
  );
}

/** Now or at the end of what is paid, with what is lost said first. */
function CancelForm({ service }: { service: Service }) {
  const { t } = useTranslation("services");
  const explain = useExplain();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const key = useIdempotencyKey();
  const [when, setWhen] = useState<"now" | "end_of_term">("end_of_term");
  const [reason, setReason] = useState("");
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  // Of what is owed the term that runs decides, which is longer than what was paid.
  const due = service.next_due_date;
  const paidUntil = due && new Date(due) > new Date() ? due : undefined;
  const go = async () => {
    setBusy(true);
    setError("");
    try {
      await cancelService(service.id, { when, ...(reason.trim() ? { reason: reason.trim() } : {}) }, key.header);
      await queries.invalidateQueries({ queryKey: ["services"] });
      await navigate({ href: `/services/${service.id}` } as never);
    } catch (failure) {
      key.renew();
      setError(explain(failure).detail ?? "");
      setBusy(false);
    }
  };
  return (
    <Card className="max-w-2xl">
      <div className="flex flex-col gap-5">
        <p className="text-base">{t("cancel_lost", { name: nameOf(service) })}</p>
        <RadioGroup value={when} onValueChange={(next) => setWhen(next as typeof when)} aria-label={t("cancel_when")}>
          <RadioItem value="end_of_term" help={t("cancel_end_help")}>
            {t("cancel_end")} {paidUntil && <CivilDate value={paidUntil} />}
          </RadioItem>
          <RadioItem value="now" help={t("cancel_now_help")}>
            {t("cancel_now")}
          </RadioItem>
        </RadioGroup>
        <Field label={t("cancel_reason")} optional>
          <Textarea value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <Button variant="destructive" className="self-start" onClick={() => setAsking(true)}>
          {t("cancel")}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("cancel_title", { name: nameOf(service) })}
        consequence={when === "now" ? t("cancel_now_consequence") : t("cancel_end_consequence")}
        confirm={t("cancel")}
        typed={when === "now" ? nameOf(service) : undefined}
        danger
        busy={busy}
        error={error || undefined}
        onConfirm={() => void go()}
      />
    </Card>
  );
}
