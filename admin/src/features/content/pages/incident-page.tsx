import { Card } from "@hostler/ui/card";
import { statusLook } from "@hostler/ui/lib/status";
import { useWords } from "@hostler/ui/lib/ui-text";
import { PageHeader } from "@hostler/ui/page-header";
import { Prose } from "@hostler/ui/prose";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Timeline } from "@hostler/ui/timeline";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";

import { getIncident, removeIncident } from "../api/incidents";
import { IncidentForm } from "../components/incident-form";

export default function IncidentPage() {
  const { t } = useTranslation("content");
  const { status: word } = useWords();
  const navigate = useNavigate();
  const { id } = useParams({ strict: false }) as { id?: string };
  const query = useQuery({ ...getIncident(id ?? ""), enabled: Boolean(id) });
  useTitle(id ? (query.data?.value.title ?? t("incidents.title")) : t("incidents.new"));
  const trail = [{ label: t("incidents.title"), href: "/incidents" }];
  if (!id)
    return (
      <>
        <PageHeader title={t("incidents.new")} description={t("incidents.new_text")} trail={trail} />
        <IncidentForm onDone={(one) => void navigate({ href: `/incidents/${one.id}` } as never)} />
      </>
    );
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {({ value: one, etag }) => (
        <>
          <PageHeader
            trail={trail}
            title={one.title}
            badge={<StatusBadge state={one.state} />}
            actions={
              <ActButton
                label={t("remove")}
                icon={Trash2}
                danger
                title={t("remove_title", { title: one.title })}
                consequence={t("incidents.remove_text")}
                run={() => removeIncident(one.id)}
                done={t("removed")}
                invalidates={["incidents"]}
                onDone={() => void navigate({ to: "/incidents" })}
              />
            }
          />
          <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
            <IncidentForm key={etag ?? one.updates?.length} incident={one} etag={etag} onDone={() => undefined} />
            <Card title={t("incidents.updates")}>
              <Timeline
                label={t("incidents.updates")}
                entries={(one.updates ?? []).map((update, index) => ({
                  id: `${update.at}-${index}`,
                  at: update.at,
                  title: word(update.state),
                  tone: statusLook(update.state).tone,
                  detail: <Prose html={update.html} className="text-sm" />,
                }))}
              />
            </Card>
          </div>
        </>
      )}
    </Ask>
  );
}
