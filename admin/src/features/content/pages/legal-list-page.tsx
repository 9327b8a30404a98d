import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { EmptyState } from "@hostler/ui/empty-state";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { Plus, Scale } from "lucide-react";

import { listLegal, type LegalText } from "../api/legal";
import { ContentLinks } from "../components/content-links";

export default function LegalListPage() {
  const { t } = useTranslation("content");
  const Link = useLink();
  useTitle(t("legal.title"));
  const query = useQuery(listLegal);
  const write = (
    <Button asChild>
      <Link href="/legal/new">
        <Plus aria-hidden />
        {t("legal.new")}
      </Link>
    </Button>
  );
  const columns: Column<LegalText>[] = [
    { id: "title", header: t("title_label"), card: "title", cell: (text) => text.title },
    { id: "slug", header: t("slug"), cell: (text) => <span className="font-mono text-xs">/legal/{text.slug}</span> },
    { id: "version", header: t("legal.version_label"), align: "end", card: "corner", cell: (text) => text.version },
    { id: "updated", header: t("updated"), align: "end", cell: (text) => <Instant value={text.updated_at} relative /> },
  ];
  return (
    <>
      <PageHeader title={t("legal.title")} description={t("legal.description")} actions={write} />
      <ContentLinks />
      <Card flush>
        <Ask query={query} skeleton={<SkeletonRows rows={4} />}>
          {(list) => (
            <DataTable
              label={t("legal.title")}
              rows={list}
              columns={columns}
              rowId={(text) => text.slug}
              href={(text) => `/legal/${text.slug}`}
              empty={
                <EmptyState icon={Scale} title={t("legal.empty")} action={write}>
                  {t("legal.empty_text")}
                </EmptyState>
              }
            />
          )}
        </Ask>
      </Card>
    </>
  );
}
