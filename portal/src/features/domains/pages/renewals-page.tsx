import { Card } from "@hostler/ui/card";
import { DataTable, useSelection, type Column } from "@hostler/ui/data-table";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";

import { Segments } from "../../../catalog/cycle-toggle";
import { tldOf } from "../../../names/tlds";
import { allDomains, isHeld, type Domain } from "../api/domains";
import { AutoRenewSwitch } from "../components/auto-renew-switch";
import { DomainBadge } from "../components/domain-badge";
import { DomainEmpty } from "../components/domain-empty";
import { Expiry } from "../components/expiry";
import { filtered } from "../components/filters";
import { RenewButton } from "../components/renew-button";
import { renewalPrice, useTlds } from "../components/use-renewal-price";

const windows = ["30", "90", "365"] as const;

/** What expires when, the nearest first, and what keeping it costs. */
export default function RenewalsPage() {
  const { t } = useTranslation("domains");
  const { text } = useWords();
  useTitle(t("renewals.title"));
  const [state, change] = useUrlState("within");
  const within = state.within ?? "90";
  const query = useQuery(allDomains);
  const tlds = useTlds();
  const [selected, setSelected] = useSelection();
  const columns: Column<Domain>[] = [
    { id: "name", header: t("name"), card: "title", cell: (domain) => <span className="break-all">{domain.unicode}</span> },
    { id: "expires", header: t("expires"), cell: (domain) => <Expiry domain={domain} /> },
    { id: "status", header: t("status"), card: "corner", cell: (domain) => <DomainBadge domain={domain} /> },
    { id: "renew", header: t("auto_renew"), cell: (domain) => <AutoRenewSwitch domain={domain} /> },
    {
      id: "price",
      header: t("renewals.price"),
      align: "end",
      cell: (domain) => {
        const price = renewalPrice(domain, tlds);
        const years = tldOf(domain.name, tlds)?.min_years ?? 1;
        if (!price) return "–";
        return (
          <>
            <Money value={price} mono /> {years > 1 && <span className="text-xs text-muted-foreground">{t("years", { count: years })}</span>}
          </>
        );
      },
    },
  ];
  return (
    <>
      <PageHeader
        trail={[{ label: t("title"), href: "/domains" }]}
        title={t("renewals.title")}
        description={t("renewals.text")}
        actions={
          <Segments
            label={t("expiry_filter")}
            value={within}
            onChange={(next) => change({ within: next === "90" ? undefined : next })}
            options={[...windows.map((value) => ({ value: value as string, label: t("days", { count: Number(value) }) })), { value: "all", label: text("all") }]}
          />
        }
      />
      <Card flush>
        <Ask query={query} skeleton={<SkeletonRows />}>
          {({ domains, more }) => (
            <>
              <DataTable
                label={t("renewals.title")}
                rows={filtered(domains.filter(isHeld), { within: within === "all" ? undefined : within, sort: "expires_on" })}
                columns={columns}
                rowId={(domain) => domain.id}
                href={(domain) => `/domains/${domain.id}`}
                selected={selected}
                onSelectedChange={setSelected}
                bulk={<RenewButton size="sm" domains={domains.filter((domain) => selected.has(domain.id))} />}
                empty={<DomainEmpty onShowAll={domains.some(isHeld) ? () => change({ within: "all" }) : undefined} />}
              />
              {more && <p className="border-t px-4 py-3 text-xs text-muted-foreground">{t("not_all", { count: domains.length })}</p>}
            </>
          )}
        </Ask>
      </Card>
      <p className="mt-3 text-xs text-muted-foreground">{t("renewals.note")}</p>
    </>
  );
}
