import { PageHeader } from "@hostler/ui/page-header";
import { rowsOf } from "@hostler/web-kit/paged-query";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useCallback } from "react";

import { useActWords } from "../../../records/words";
import { listAudit, type AuditLine } from "../api/audit";
import { ChainCard } from "../components/chain-card";
import { EntrySheet } from "../components/entry-sheet";
import { useLineColumns } from "../components/line-columns";
import { LineFilters } from "../components/line-filters";

export default function AuditPage() {
  const { t } = useTranslation("audit");
  useTitle(t("title"));
  const [filter, setFilter] = useUrlState("action", "object", "user", "account_id");
  const [{ entry }, setEntry] = useUrlState("entry");
  const words = useActWords();
  const query = useInfiniteQuery(listAudit(filter));
  const open = query.data ? rowsOf(query.data).find(({ id }) => id === entry) : undefined;
  const title = useCallback(
    (line: AuditLine) => (
      <button
        type="button"
        title={line.action}
        className="inline-flex min-h-6 items-center text-start font-medium hover:underline"
        onClick={() => setEntry({ entry: line.id }, true)}
      >
        {words(line.action)}
      </button>
    ),
    [setEntry, words],
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <PagedList
        label={t("title")}
        query={query}
        columns={useLineColumns(title)}
        rowId={(line) => line.id}
        compact
        filters={<LineFilters filter={filter} onChange={setFilter} />}
        filtered={Object.values(filter).some(Boolean)}
        onShowAll={() => setFilter({ action: undefined, object: undefined, user: undefined, account_id: undefined })}
        empty={{ icon: ShieldCheck, title: t("empty"), text: t("empty_text") }}
      />
      <div className="mt-4">
        <ChainCard />
      </div>
      {open && <EntrySheet line={open} onClose={() => setEntry({ entry: undefined })} />}
    </>
  );
}
