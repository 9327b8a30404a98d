import { Badge } from "@hostler/ui/badge";
import { Button } from "@hostler/ui/button";
import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { StatusBadge } from "@hostler/ui/status-badge";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { WholeList } from "@hostler/web-kit/react/whole-list";
import { useQuery } from "@tanstack/react-query";
import { Plus, Webhook } from "lucide-react";

import { listHooks, type Hook } from "../api/hooks";

const states = ["on", "attention", "off"] as const;
const stateOf = (hook: Hook) => (!hook.enabled ? "off" : hook.failures > 0 ? "attention" : "on");

export default function HookListPage() {
  const { t } = useTranslation("hooks");
  const Link = useLink();
  useTitle(t("title"));
  const [filter, setFilter] = useUrlState("q", "state");
  const query = useQuery(listHooks);
  const wanted = filter.q?.toLowerCase() ?? "";
  const columns: Column<Hook>[] = [
    { id: "name", header: t("name"), card: "title", cell: (hook) => <span className="font-mono text-[0.96em]">{hook.name}</span> },
    {
      id: "events",
      header: t("events"),
      cell: (hook) => (
        <span className="inline-flex flex-wrap gap-1 py-1">
          {(hook.events ?? []).map((event) => (
            <Badge key={event} className="font-mono">
              {event}
            </Badge>
          ))}
        </span>
      ),
    },
    {
      id: "failure",
      header: t("last_failure"),
      className: "max-w-md",
      cell: (hook) =>
        hook.last_failed_at ? (
          <span className="text-xs">
            <Instant value={hook.last_failed_at} relative className="text-muted-foreground" /> <span className="line-clamp-1 break-all">{hook.last_failure?.split("\n")[0]}</span>
          </span>
        ) : (
          "–"
        ),
    },
    { id: "updated", header: t("updated"), align: "end", cell: (hook) => <Instant value={hook.updated_at} relative /> },
    { id: "state", header: t("state"), align: "end", card: "corner", cell: (hook) => <StatusBadge state={stateOf(hook)} /> },
  ];
  const add = (
    <Button asChild>
      <Link href="/automation/hooks/new">
        <Plus aria-hidden />
        {t("add")}
      </Link>
    </Button>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={add} />
      <WholeList
        label={t("title")}
        query={query}
        rows={(all) => all}
        fits={(hook) => (!wanted || [hook.name, ...(hook.events ?? [])].some((text) => text.toLowerCase().includes(wanted))) && (!filter.state || stateOf(hook) === filter.state)}
        columns={columns}
        rowId={(hook) => hook.name}
        href={(hook) => `/automation/hooks/${hook.name}`}
        filters={
          <>
            <FilterInput label={t("search")} value={filter.q} onChange={(q) => setFilter({ q })} className="min-w-48 flex-1 sm:max-w-80" />
            <StateFilter label={t("state")} value={filter.state} values={states} onChange={(state) => setFilter({ state })} />
          </>
        }
        onShowAll={() => setFilter({ q: undefined, state: undefined })}
        empty={{ icon: Webhook, title: t("empty"), text: t("empty_text"), action: add }}
      />
    </>
  );
}
