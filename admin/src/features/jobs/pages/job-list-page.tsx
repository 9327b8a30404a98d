import { PageHeader } from "@hostler/ui/page-header";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Workflow } from "lucide-react";

import { jobStates, listJobs } from "../api/jobs";
import { JobBulk } from "../components/job-bulk";
import { useJobColumns } from "../components/job-columns";

export default function JobListPage() {
  const { t } = useTranslation("jobs");
  useTitle(t("title"));
  const [filter, setFilter] = useUrlState("state", "kind", "due", "sort");
  const query = useInfiniteQuery({ ...listJobs(filter), refetchInterval: 30_000 });
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <PagedList
        label={t("title")}
        query={query}
        columns={useJobColumns()}
        rowId={(job) => job.id}
        href={(job) => `/jobs/${job.id}`}
        filters={
          <>
            <FilterInput label={t("kind_filter")} value={filter.kind} onChange={(kind) => setFilter({ kind })} className="min-w-48 flex-1 sm:max-w-80" />
            <StateFilter label={t("state")} value={filter.state} values={jobStates} onChange={(state) => setFilter({ state })} />
            <StateFilter label={t("when")} value={filter.due} values={["true"]} word={() => t("due")} onChange={(due) => setFilter({ due })} />
          </>
        }
        filtered={Boolean(filter.state ?? filter.kind ?? filter.due)}
        onShowAll={() => setFilter({ state: undefined, kind: undefined, due: undefined })}
        sort={filter.sort}
        defaultSort="-created_at"
        onSortChange={(sort) => setFilter({ sort })}
        bulk={(rows, clear) => <JobBulk rows={rows} clear={clear} />}
        empty={{ icon: Workflow, title: t("empty"), text: t("empty_text") }}
      />
    </>
  );
}
