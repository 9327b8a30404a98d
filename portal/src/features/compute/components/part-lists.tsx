import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Details } from "./part-details";
import type { FirewallRule, ForwardingRule, Pool } from "./part-values";
import { portsText } from "./ports";

/** What of a part is a list itself: rules of a firewall or a load balancer, pools of a cluster. */
export function PartLists({ word, details }: { word: string; details: Details }) {
  if (word === "firewalls" && details.rules) return <FirewallRules rules={details.rules as FirewallRule[]} />;
  if (word === "load_balancers" && details.rules) return <Forwarding rules={details.rules as ForwardingRule[]} />;
  if (word === "clusters" && details.pools) return <Pools pools={details.pools} />;
  return null;
}

type Placed<Row> = Row & { place: string };
const placed = <Row,>(rows: Row[]): Placed<Row>[] => rows.map((row, place) => ({ ...row, place: String(place) }));

function FirewallRules({ rules }: { rules: FirewallRule[] }) {
  const { t } = useTranslation("compute");
  const columns: Column<Placed<FirewallRule>>[] = [
    { id: "direction", header: t("rule.direction"), card: "title", cell: (rule) => t(`rule.directions.${rule.direction}`) },
    { id: "protocol", header: t("rule.protocol"), cell: (rule) => rule.protocol.toUpperCase() },
    { id: "ports", header: t("rule.ports"), cell: (rule) => (rule.protocol === "icmp" ? "–" : portsText(rule) || t("rule.all_ports")) },
    { id: "networks", header: t("rule.networks"), cell: (rule) => <span className="font-mono text-xs break-all">{rule.networks.join(", ")}</span> },
  ];
  return (
    <Card title={t("detail.rules")} flush>
      <DataTable
        label={t("detail.rules")}
        rows={placed(rules)}
        columns={columns}
        rowId={(rule) => rule.place}
        empty={<p className="px-4 pt-1 pb-4 text-sm text-muted-foreground">{t("rule.none")}</p>}
      />
    </Card>
  );
}

function Forwarding({ rules }: { rules: ForwardingRule[] }) {
  const { t } = useTranslation("compute");
  const columns: Column<Placed<ForwardingRule>>[] = [
    { id: "from", header: t("forward.from"), card: "title", cell: (rule) => `${rule.protocol.toUpperCase()} ${rule.port}` },
    { id: "to", header: t("forward.to"), cell: (rule) => `${rule.target_protocol.toUpperCase()} ${rule.target_port}` },
  ];
  return (
    <Card title={t("detail.rules")} flush>
      <DataTable label={t("detail.rules")} rows={placed(rules)} columns={columns} rowId={(rule) => rule.place} />
    </Card>
  );
}

function Pools({ pools }: { pools: Pool[] }) {
  const { t } = useTranslation("compute");
  const columns: Column<Pool>[] = [
    { id: "name", header: t("pool.name"), card: "title", cell: (pool) => pool.name },
    { id: "size", header: t("pool.size"), cell: (pool) => <span className="font-mono text-[0.96em]">{pool.size}</span> },
    { id: "count", header: t("pool.count"), align: "end", cell: (pool) => pool.count },
  ];
  return (
    <Card title={t("detail.pools")} flush>
      <DataTable label={t("detail.pools")} rows={pools} columns={columns} rowId={(pool) => pool.name} />
    </Card>
  );
}
