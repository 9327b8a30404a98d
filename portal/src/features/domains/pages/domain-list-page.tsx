import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable, useSelection } from "@hostler/ui/data-table";
import { useLink } from "@hostler/ui/lib/link";
import { useWords } from "@hostler/ui/lib/ui-text";
import { PageHeader } from "@hostler/ui/page-header";
import { Select } from "@hostler/ui/select";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";

import { allDomains, domainStatuses } from "../api/domains";
import { useDomainColumns } from "../components/domain-columns";
import { DomainEmpty } from "../components/domain-empty";
import { filtered } from "../components/filters";
import { RenewButton } from "../components/renew-button";

const windows = ["30", "90"] as const;

export default function DomainListPage() {
  const { t } = useTranslation("domains");
  const { text, status: word } = useWords();
  const Link = useLink();
  useTitle(t("title"));
  const [filter, setFilter] = useUrlState("q", "status", "within", "renewal", "sort");
  const query = useQuery(allDomains);
  const columns = useDomainColumns();
  const [selected, setSelected] = useSelection();
  const isFiltered = Boolean(filter.q ?? filter.status ?? filter.within ?? filter.renewal);
  const all = text("all");
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            <Button asChild variant="ghost">
              <Link href="/domains/renewals">{t("renewals.title")}</Link>
            </Button>
            <Button asChild variant="secondary">
              <Link href="/domains/transfer">{t("move_in")}</Link>
            </Button>
            <Button asChild>
              <Link href="/search">{t("find")}</Link>
            </Button>
          </>
        }
      />
      <Card flush>
        <div className="flex flex-wrap gap-2 border-b p-2">
          <FilterInput label={t("search")} value={filter.q} onChange={(q) => setFilter({ q })} className="min-w-40 flex-1 sm:max-w-72" />
          <Select
            aria-label={t("status_filter")}
            className="w-36"
            value={filter.status ?? "all"}
            onValueChange={(status) => setFilter({ status: status === "all" ? undefined : status })}
            options={[{ value: "all", label: all }, ...domainStatuses.map((value) => ({ value, label: word(value) }))]}
          />
          <Select
            aria-label={t("expiry_filter")}
            className="w-44"
            value={filter.within ?? "all"}
            onValueChange={(within) => setFilter({ within: within === "all" ? undefined : within })}
            options={[{ value: "all", label: t("any_expiry") }, ...windows.map((value) => ({ value, label: t("within", { count: Number(value) }) }))]}
          />
          <Select
            aria-label={t("renewal_filter")}
            className="w-44"
            value={filter.renewal === "off" ? "off" : "all"}
            onValueChange={(renewal) => setFilter({ renewal: renewal === "all" ? undefined : renewal })}
            options={[
              { value: "all", label: t("any_renewal") },
              { value: "off", label: t("no_auto_renew") },
            ]}
          />
        </div>
        <Ask query={query} skeleton={<SkeletonRows />}>
          {({ domains, more }) => (
            <>
              <DataTable
                label={t("title")}
                rows={filtered(domains, filter)}
                columns={columns}
                rowId={(domain) => domain.id}
                href={(domain) => `/domains/${domain.id}`}
                sort={filter.sort}
                onSortChange={(sort) => setFilter({ sort })}
                selected={selected}
                onSelectedChange={setSelected}
                bulk={<RenewButton size="sm" domains={domains.filter((domain) => selected.has(domain.id))} />}
                empty={<DomainEmpty onShowAll={isFiltered ? () => setFilter({ q: undefined, status: undefined, within: undefined, renewal: undefined }) : undefined} />}
              />
              {more && <p className="border-t px-4 py-3 text-xs text-muted-foreground">{t("not_all", { count: domains.length })}</p>}
            </>
          )}
        </Ask>
      </Card>
    </>
  );
}
