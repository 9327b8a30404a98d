import { PageHeader } from "@hostler/ui/page-header";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Server } from "lucide-react";

import { useServiceColumns } from "../../../sold/service-columns";
import { provisioningStates, serviceStatuses } from "../../../sold/service";
import { listServices } from "../api/services";

export default function ServiceListPage() {
  const { t } = useTranslation("services");
  useTitle(t("title"));
  const [filter, setFilter] = useUrlState("status", "provisioning", "sort");
  const query = useInfiniteQuery(listServices(filter));
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <PagedList
        label={t("title")}
        query={query}
        columns={useServiceColumns()}
        rowId={(service) => service.id}
        href={(service) => `/services/${service.id}`}
        filters={
          <>
            <StateFilter label={t("status")} value={filter.status} values={serviceStatuses} onChange={(status) => setFilter({ status })} />
            <StateFilter label={t("work")} className="w-56" value={filter.provisioning} values={provisioningStates} onChange={(provisioning) => setFilter({ provisioning })} />
          </>
        }
        filtered={Boolean(filter.status ?? filter.provisioning)}
        onShowAll={() => setFilter({ status: undefined, provisioning: undefined })}
        empty={{ icon: Server, title: t("empty"), text: t("empty_text") }}
      />
    </>
  );
}
