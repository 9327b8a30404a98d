import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable } from "@hostler/ui/data-table";
import { EmptyState } from "@hostler/ui/empty-state";
import { PageHeader } from "@hostler/ui/page-header";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";

import { listParts, type Part } from "../api/parts";
import { kindAt, kinds, type Kind } from "../components/kinds";
import { MachinesNav } from "../components/machines-nav";
import { NewPart } from "../components/new-part";
import { usePartColumns } from "../components/use-part-columns";

/** Everything of one kind; which, the address says. */
export default function PartListPage() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const kind = kindAt(path) ?? kinds[0];
  return kind ? <PartList key={kind.word} kind={kind} /> : null;
}

function PartList({ kind }: { kind: Kind }) {
  const { t } = useTranslation("compute");
  useTitle(t(`kind.${kind.word}.title`));
  const [state, change] = useUrlState("new", "instance");
  const query = useInfiniteQuery(listParts(kind));
  const columns = usePartColumns(kind);
  const make = <Button onClick={() => change({ new: "1" }, true)}>{t(`kind.${kind.word}.new`)}</Button>;
  return (
    <>
      <PageHeader title={t(`kind.${kind.word}.title`)} description={t(`kind.${kind.word}.text`)} actions={make} />
      {kind.path.startsWith("/compute/") && <MachinesNav />}
      <Card flush>
        <Ask query={query} skeleton={<SkeletonRows />}>
          {(list) => (
            <DataTable
              label={t(`kind.${kind.word}.title`)}
              rows={list.pages.flatMap((part) => (part.data ?? []) as Part[])}
              columns={columns}
              rowId={(part) => part.id}
              href={(part) => `${kind.path}/${part.id}`}
              hasMore={query.hasNextPage}
              onMore={() => void query.fetchNextPage()}
              loadingMore={query.isFetchingNextPage}
              empty={
                <EmptyState icon={kind.icon} title={t(`kind.${kind.word}.none`)} action={make}>
                  {t(`kind.${kind.word}.text`)}
                </EmptyState>
              }
            />
          )}
        </Ask>
      </Card>
      {state.new && <NewPart kind={kind} instance={state.instance} onClose={() => change({ new: undefined, instance: undefined })} />}
    </>
  );
}
