import { Badge } from "@hostler/ui/badge";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { EmptyState } from "@hostler/ui/empty-state";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton, SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { History } from "lucide-react";

import { StaffName } from "../../../people/staff-name";
import { getHook } from "../api/hooks";
import { listVersions, type HookVersion } from "../api/versions";
import { VersionCard } from "../components/version-card";

/** What its script was, and what comes back with one of them. */
export default function HookVersionsPage() {
  const { t } = useTranslation("hooks");
  const { name = "" } = useParams({ strict: false }) as { name?: string };
  const hook = useQuery(getHook(name));
  const versions = useQuery(listVersions(name));
  const [state, change] = useUrlState("version");
  useTitle(`${t("versions")} · ${name}`);
  const newest = versions.data?.[0]?.number;
  const columns: Column<HookVersion>[] = [
    {
      id: "number",
      header: t("version"),
      card: "title",
      cell: (one) => (
        <button
          type="button"
          aria-pressed={String(one.number) === state.version}
          className="inline-flex min-h-6 items-center font-medium hover:underline aria-pressed:text-primary"
          onClick={() => change({ version: String(one.number) }, true)}
        >
          {t("version_n", { number: one.number })}
        </button>
      ),
    },
    { id: "by", header: t("saved_by"), cell: (one) => (one.saved_by ? <StaffName id={one.saved_by} /> : t("by_engine")) },
    { id: "at", header: t("saved_at"), align: "end", cell: (one) => <Instant value={one.saved_at} relative /> },
    { id: "state", header: t("state"), align: "end", card: "corner", cell: (one) => (one.number === newest ? <Badge tone="success">{t("in_use")}</Badge> : null) },
  ];
  const chosen = versions.data?.find(({ number }) => String(number) === state.version);
  return (
    <>
      <PageHeader
        trail={[
          { label: t("title"), href: "/automation/hooks" },
          { label: name, href: `/automation/hooks/${name}` },
        ]}
        title={t("versions")}
        description={t("versions_text")}
      />
      <div className="flex flex-col gap-4">
        <Card flush>
          <Ask query={versions} skeleton={<SkeletonRows rows={4} />}>
            {(all) => (
              <DataTable
                label={t("versions")}
                rows={all}
                columns={columns}
                rowId={(one) => String(one.number)}
                empty={
                  <EmptyState icon={History} title={t("no_versions")}>
                    {t("no_versions_text")}
                  </EmptyState>
                }
              />
            )}
          </Ask>
        </Card>
        {chosen && (
          <Ask query={hook} skeleton={<Skeleton className="h-64" />}>
            {(current) => <VersionCard key={chosen.number} hook={current} number={chosen.number} onRestored={() => change({ version: undefined })} />}
          </Ask>
        )}
      </div>
    </>
  );
}
