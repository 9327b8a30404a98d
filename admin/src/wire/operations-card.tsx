import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Cable } from "lucide-react";

import { useOperationColumns } from "./operation-columns";
import { listOperations } from "./operations";

/** Every call to a provider about one thing. */
export function OperationsCard({ subject }: { subject: string }) {
  const { t } = useTranslation("wire");
  const query = useInfiniteQuery(listOperations({ subject }));
  return (
    <PagedList
      label={t("calls")}
      query={query}
      columns={useOperationColumns(true)}
      rowId={(one) => one.id}
      href={(one) => `/provider-operations/${one.id}`}
      compact
      empty={{ icon: Cable, title: t("no_calls"), text: t("no_calls_text") }}
    />
  );
}
