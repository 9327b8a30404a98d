import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { useWords } from "@hostler/ui/lib/ui-text";
import { PageHeader } from "@hostler/ui/page-header";
import { Select } from "@hostler/ui/select";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Inbox, Plus } from "lucide-react";

import { departments } from "../api/choices";
import { listTickets, priorities, statuses } from "../api/tickets";
import { QueueBulk } from "../components/queue-bulk";
import { useQueueColumns } from "../components/queue-columns";
import { SupportLinks } from "../components/support-links";

export default function QueuePage() {
  const { t } = useTranslation("support");
  const { status: word } = useWords();
  const Link = useLink();
  useTitle(t("title"));
  const [filter, setFilter] = useUrlState("q", "status", "priority", "department", "who", "late", "client", "sort");
  const query = useInfiniteQuery(listTickets(filter));
  const places = useQuery(departments);
  const columns = useQueueColumns();
  const filtered = Boolean(filter.q ?? filter.status ?? filter.priority ?? filter.department ?? filter.who ?? filter.late ?? filter.client);
  const name = (id: string) => places.data?.find((one) => one.id === id)?.name ?? id;
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <Button asChild>
            <Link href="/support/new">
              <Plus aria-hidden />
              {t("new")}
            </Link>
          </Button>
        }
      />
      <SupportLinks />
      <PagedList
        label={t("title")}
        query={query}
        columns={columns}
        rowId={(ticket) => ticket.id}
        href={(ticket) => `/support/${ticket.id}`}
        filters={
          <>
            <FilterInput label={t("search")} value={filter.q} onChange={(q) => setFilter({ q })} className="min-w-48 flex-1 sm:max-w-72" />
            <Select
              aria-label={t("status")}
              className="w-44 max-sm:w-full"
              value={filter.status ?? "current"}
              onValueChange={(status) => setFilter({ status: status === "current" ? undefined : status })}
              options={[{ value: "current", label: t("not_closed") }, ...statuses.map((value) => ({ value, label: word(value) })), { value: "all", label: t("all") }]}
            />
            <StateFilter label={t("assigned")} value={filter.who} values={["me", "nobody"]} word={(who) => t(`who.${who}`)} onChange={(who) => setFilter({ who })} />
            <StateFilter
              label={t("priority_column")}
              value={filter.priority}
              values={priorities}
              word={(one) => t(`priority.${one}`)}
              onChange={(priority) => setFilter({ priority })}
            />
            {(places.data ?? []).length > 1 && (
              <StateFilter
                label={t("department")}
                value={filter.department}
                values={(places.data ?? []).map((one) => one.id)}
                word={name}
                onChange={(department) => setFilter({ department })}
              />
            )}
            <Button variant={filter.late ? "primary" : "secondary"} aria-pressed={Boolean(filter.late)} onClick={() => setFilter({ late: filter.late ? undefined : "yes" })}>
              {t("late_only")}
            </Button>
          </>
        }
        filtered={filtered}
        onShowAll={() => setFilter({ q: undefined, status: undefined, priority: undefined, department: undefined, who: undefined, late: undefined, client: undefined })}
        sort={filter.sort}
        defaultSort="-updated_at"
        onSortChange={(sort) => setFilter({ sort })}
        bulk={(rows, clear) => <QueueBulk rows={rows} clear={clear} />}
        empty={{ icon: Inbox, title: t("empty"), text: t("empty_text") }}
      />
    </>
  );
}
