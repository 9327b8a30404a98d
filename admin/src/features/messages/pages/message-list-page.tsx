import { PageHeader } from "@hostler/ui/page-header";
import { rowsOf } from "@hostler/web-kit/paged-query";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Mails } from "lucide-react";

import { channels, deliveries, listMessages, states } from "../api/messages";
import { KindFilter } from "../components/kind-filter";
import { useMessageColumns } from "../components/message-columns";

/** Every mail and SMS of the shop, newest first. */
export default function MessageListPage() {
  const { t } = useTranslation("messages");
  useTitle(t("title"));
  const [filter, setFilter] = useUrlState("to", "kind", "state", "delivery", "channel");
  const query = useInfiniteQuery({ ...listMessages(filter), refetchInterval: 30_000 });
  const seen = query.data ? rowsOf(query.data).map(({ kind }) => kind) : [];
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <PagedList
        label={t("title")}
        query={query}
        columns={useMessageColumns()}
        rowId={(message) => message.id}
        href={(message) => `/messages/${message.id}`}
        filters={
          <>
            <FilterInput label={t("to_filter")} value={filter.to} onChange={(to) => setFilter({ to })} className="min-w-48 flex-1 sm:max-w-80" />
            <StateFilter label={t("state")} value={filter.state} values={states} onChange={(state) => setFilter({ state })} />
            <StateFilter label={t("delivery")} value={filter.delivery} values={deliveries} onChange={(delivery) => setFilter({ delivery })} />
            <StateFilter label={t("channel")} value={filter.channel} values={channels} word={(one) => t(`channels.${one}`)} onChange={(channel) => setFilter({ channel })} />
            <KindFilter value={filter.kind} seen={seen} onChange={(kind) => setFilter({ kind })} />
          </>
        }
        filtered={Object.values(filter).some(Boolean)}
        onShowAll={() => setFilter({ to: undefined, kind: undefined, state: undefined, delivery: undefined, channel: undefined })}
        empty={{ icon: Mails, title: t("empty"), text: t("empty_text") }}
      />
    </>
  );
}
