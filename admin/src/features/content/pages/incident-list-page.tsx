import { Badge } from "@hostler/ui/badge";
import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { EmptyState } from "@hostler/ui/empty-state";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, Plus } from "lucide-react";

import { isOver, listIncidents, type Incident } from "../api/incidents";
import { ContentLinks } from "../components/content-links";

const tones = { none: "neutral", minor: "info", major: "warning", critical: "danger" } as const;

export default function IncidentListPage() {
  const { t } = useTranslation("content");
  const Link = useLink();
  useTitle(t("incidents.title"));
  const query = useQuery(listIncidents);
  const columns: Column<Incident>[] = [
    { id: "title", header: t("title_label"), card: "title", cell: (one) => one.title },
    { id: "kind", header: t("incidents.kind_label"), cell: (one) => t(`incidents.kind.${one.kind}`) },
    { id: "state", header: t("incidents.state"), card: "corner", cell: (one) => <StatusBadge state={one.state} /> },
    { id: "impact", header: t("incidents.impact_label"), cell: (one) => <Badge tone={tones[one.impact]}>{t(`incidents.impact.${one.impact}`)}</Badge> },
    { id: "components", header: t("incidents.components"), cell: (one) => (one.components ?? []).join(", ") },
    { id: "starts", header: t("incidents.starts"), align: "end", cell: (one) => <Instant value={one.starts_at} /> },
    { id: "ends", header: t("incidents.ends"), align: "end", cell: (one) => (one.ends_at ? <Instant value={one.ends_at} /> : "–") },
  ];
  return (
    <>
      <PageHeader
        title={t("incidents.title")}
        description={t("incidents.description")}
        actions={
          <Button asChild>
            <Link href="/incidents/new">
              <Plus aria-hidden />
              {t("incidents.new")}
            </Link>
          </Button>
        }
      />
      <ContentLinks />
      <Ask query={query} skeleton={<SkeletonRows />}>
        {(list) => (
          <div className="flex flex-col gap-4">
            {(["now", "past"] as const).map((when) => (
              <Card key={when} title={t(`incidents.${when}`)} flush>
                <DataTable
                  label={t(`incidents.${when}`)}
                  rows={list.filter((one) => isOver(one) === (when === "past"))}
                  columns={columns}
                  rowId={(one) => one.id}
                  href={(one) => `/incidents/${one.id}`}
                  empty={<EmptyState icon={CircleCheck} title={t(`incidents.none_${when}`)} />}
                />
              </Card>
            ))}
          </div>
        )}
      </Ask>
    </>
  );
}
