import { PageHeader } from "@hostler/ui/page-header";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Globe } from "lucide-react";

import { useDomainColumns } from "../../../sold/domain-columns";
import { domainStatuses, domainWorks } from "../../../sold/domain";
import { listDomains } from "../api/domains";

export default function DomainListPage() {
  const { t } = useTranslation("domains");
  useTitle(t("title"));
  const [filter, setFilter] = useUrlState("name", "status", "registration");
  const query = useInfiniteQuery(listDomains(filter));
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <PagedList
        label={t("title")}
        query={query}
        columns={useDomainColumns()}
        rowId={(domain) => domain.id}
        href={(domain) => `/domains/${domain.id}`}
        filters={
          <>
            <FilterInput label={t("name_filter")} value={filter.name} onChange={(name) => setFilter({ name })} className="min-w-48 flex-1 sm:max-w-80" />
            <StateFilter label={t("status")} value={filter.status} values={domainStatuses} onChange={(status) => setFilter({ status })} />
            <StateFilter label={t("work")} className="w-56" value={filter.registration} values={domainWorks} onChange={(registration) => setFilter({ registration })} />
          </>
        }
        filtered={Boolean(filter.name ?? filter.status ?? filter.registration)}
        onShowAll={() => setFilter({ name: undefined, status: undefined, registration: undefined })}
        empty={{ icon: Globe, title: t("empty"), text: t("empty_text") }}
      />
    </>
  );
}
