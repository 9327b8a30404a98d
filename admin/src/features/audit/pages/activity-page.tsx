import { PageHeader } from "@hostler/ui/page-header";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Activity } from "lucide-react";
import { useCallback } from "react";

import { useActWords } from "../../../records/words";
import { listActivity, type ActivityLine } from "../api/audit";
import { useLineColumns } from "../components/line-columns";
import { LineFilters } from "../components/line-filters";

/** What happens in the shop, as it happens; without the values, which the audit log has. */
export default function ActivityPage() {
  const { t } = useTranslation("audit");
  useTitle(t("activity"));
  const [filter, setFilter] = useUrlState("action", "object", "user", "account_id");
  const words = useActWords();
  const title = useCallback((line: ActivityLine) => <span title={line.action}>{words(line.action)}</span>, [words]);
  const query = useInfiniteQuery({ ...listActivity(filter), refetchInterval: 30_000 });
  return (
    <>
      <PageHeader title={t("activity")} description={t("activity_description")} />
      <PagedList
        label={t("activity")}
        query={query}
        columns={useLineColumns(title)}
        rowId={(line) => line.id}
        compact
        filters={<LineFilters filter={filter} onChange={setFilter} />}
        filtered={Object.values(filter).some(Boolean)}
        onShowAll={() => setFilter({ action: undefined, object: undefined, user: undefined, account_id: undefined })}
        empty={{ icon: Activity, title: t("empty"), text: t("empty_text") }}
      />
    </>
  );
}
