import { PageHeader } from "@hostler/ui/page-header";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Cable } from "lucide-react";

import { useOperationColumns } from "../../../wire/operation-columns";
import { listOperations, operationStates } from "../../../wire/operations";

export default function OperationListPage() {
  const { t } = useTranslation("provider-operations");
  useTitle(t("title"));
  const [filter, setFilter] = useUrlState("state", "subject");
  const query = useInfiniteQuery({ ...listOperations(filter), refetchInterval: 30_000 });
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <PagedList
        label={t("title")}
        query={query}
        columns={useOperationColumns()}
        rowId={(call) => call.id}
        href={(call) => `/provider-operations/${call.id}`}
        filters={
          <>
            <FilterInput label={t("subject_filter")} value={filter.subject} onChange={(subject) => setFilter({ subject })} className="min-w-48 flex-1 sm:max-w-80" />
            <StateFilter label={t("state")} value={filter.state} values={operationStates} onChange={(state) => setFilter({ state })} />
          </>
        }
        filtered={Boolean(filter.state ?? filter.subject)}
        onShowAll={() => setFilter({ state: undefined, subject: undefined })}
        empty={{ icon: Cable, title: t("empty"), text: t("empty_text") }}
      />
    </>
  );
}
