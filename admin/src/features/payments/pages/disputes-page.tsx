import { Badge } from "@hostler/ui/badge";
import { Button } from "@hostler/ui/button";
import { CopyButton } from "@hostler/ui/copy-button";
import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { StatusBadge } from "@hostler/ui/status-badge";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";

import { ClientName } from "../../../people/client-name";
import { PluginName } from "../../../plugins/plugin-name";
import { listDisputes, type Dispute } from "../api/lists";
import { PaymentLinks } from "../components/payment-links";

const dayMs = 86_400_000;

/** What payers' banks dispute, and until when the gateway takes evidence. */
export default function DisputesPage() {
  const { t } = useTranslation("payments");
  useTitle(t("disputes.title"));
  const [state, change] = useUrlState("all");
  const open = state.all !== "yes";
  const query = useInfiniteQuery(listDisputes(open));
  const columns: Column<Dispute>[] = [
    {
      id: "id",
      header: t("disputes.case"),
      card: "title",
      cell: (one) => (
        <span className="inline-flex items-center gap-1">
          <PluginName of={one.gateway} /> <span className="font-mono text-xs break-all">{one.gateway_dispute_id}</span>
          <CopyButton value={one.gateway_dispute_id} />
        </span>
      ),
    },
    { id: "client", header: t("client"), cell: (one) => <ClientName id={one.account_id} /> },
    { id: "state", header: t("status"), card: "corner", cell: (one) => <StatusBadge state={one.state} /> },
    { id: "reason", header: t("reason"), cell: (one) => [one.reason, one.phase].filter(Boolean).join(" · ").replaceAll("_", " ") },
    { id: "respond", header: t("disputes.respond_by"), cell: (one) => <Deadline dispute={one} /> },
    { id: "since", header: t("disputes.since"), cell: (one) => <Instant value={one.created_at} relative /> },
    { id: "deducted", header: t("disputes.deducted"), align: "end", cell: (one) => <Money value={one.deducted} mono /> },
    { id: "amount", header: t("amount"), align: "end", cell: (one) => <Money value={one.amount} mono /> },
  ];
  return (
    <>
      <PageHeader title={t("disputes.title")} description={t("disputes.description")} />
      <PaymentLinks />
      <PagedList
        label={t("disputes.title")}
        query={query}
        columns={columns}
        rowId={(one) => one.id}
        filters={
          <Button variant="secondary" aria-pressed={!open} onClick={() => change({ all: open ? "yes" : undefined })}>
            {open ? t("disputes.show_decided") : t("disputes.only_open")}
          </Button>
        }
        empty={{ icon: ShieldCheck, title: open ? t("disputes.none_open") : t("disputes.empty"), text: t("disputes.empty_text") }}
      />
    </>
  );
}

function Deadline({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation("payments");
  if (!dispute.respond_by) return <>–</>;
  const left = Date.parse(dispute.respond_by) - Date.now();
  const live = dispute.state === "open";
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Instant value={dispute.respond_by} />
      {live && left < 0 && <Badge tone="danger">{t("disputes.too_late")}</Badge>}
      {live && left >= 0 && left < 3 * dayMs && (
        <Badge tone="warning">
          <Instant value={dispute.respond_by} relative />
        </Badge>
      )}
    </span>
  );
}
