import { cn } from "@hostler/ui/lib/cn";
import type { Tone } from "@hostler/ui/lib/status";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, Wrench } from "lucide-react";

import { status, type Incident } from "../api/status";
import { Column } from "../components/column";
import { IncidentCard } from "../components/incident-card";

const looks: Record<string, [Tone, typeof CircleCheck]> = {
  operational: ["success", CircleCheck],
  maintenance: ["info", Wrench],
  degraded: ["warning", CircleAlert],
  partial_outage: ["warning", CircleAlert],
  major_outage: ["danger", CircleAlert],
};
const colours: Record<Tone, string> = {
  success: "border-success/30 bg-success/10 text-success",
  info: "border-info/30 bg-info/10 text-info",
  warning: "border-warning/30 bg-warning/10 text-warning",
  danger: "border-destructive/30 bg-destructive/10 text-destructive",
  neutral: "bg-muted text-muted-foreground",
};

export default function StatusPage() {
  const { t } = useTranslation("content");
  useTitle(t("status.title"));
  const query = useQuery(status);
  return (
    <Column title={t("status.title")} text={t("status.text")}>
      <Ask query={query} skeleton={<Skeleton className="h-64" />}>
        {(now) => {
          const [tone, Icon] = looks[now.state] ?? ["neutral", CircleAlert];
          return (
            <>
              <p role="status" className={cn("flex items-center gap-3 rounded-lg border px-4 py-3 text-base font-medium", colours[tone])}>
                <Icon className="size-5 shrink-0" aria-hidden />
                {t(`status.overall.${now.state}`)}
              </p>
              <Incidents title={t("status.open")} all={now.open ?? []} />
              <Incidents title={t("status.planned")} all={now.planned ?? []} />
              <Incidents title={t("status.past")} all={now.past ?? []} none={t("status.quiet")} />
            </>
          );
        }}
      </Ask>
    </Column>
  );
}

function Incidents({ title, all, none }: { title: string; all: Incident[]; none?: string }) {
  if (all.length === 0 && !none) return null;
  return (
    <section className="mt-8">
      <h2 className="mb-3 text-base font-semibold">{title}</h2>
      {all.length === 0 ? (
        <p className="text-sm text-muted-foreground">{none}</p>
      ) : (
        <div className="flex flex-col gap-4">
          {all.map((incident) => (
            <IncidentCard key={incident.id} incident={incident} />
          ))}
        </div>
      )}
    </section>
  );
}
