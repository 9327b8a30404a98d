import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { EmptyState } from "@hostler/ui/empty-state";
import { PageHeader } from "@hostler/ui/page-header";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { Boxes, Plus } from "lucide-react";

import { addGroup, fillOrders, serverGroups, type FillOrder, type ServerGroup } from "../api/groups";
import { GroupActs } from "../components/group-acts";

/** Which servers take new accounts together, and in which order. */
export default function GroupListPage() {
  const { t } = useTranslation("servers");
  useTitle(t("groups"));
  const columns: Column<ServerGroup>[] = [
    { id: "name", header: t("name"), card: "title", cell: (group) => group.name },
    { id: "description", header: t("description_field"), cell: (group) => group.description || "–" },
    { id: "fill", header: t("fill_order"), cell: (group) => t(`order.${group.fill}`) },
    { id: "servers", header: t("title"), align: "end", cell: (group) => group.servers },
    { id: "places", header: t("accounts"), align: "end", cell: (group) => `${group.accounts} / ${group.places}` },
    { id: "acts", header: t("change"), cell: (group) => <GroupActs group={group} /> },
  ];
  const add = (
    <ActButton
      label={t("add_group")}
      icon={Plus}
      variant="primary"
      title={t("add_group")}
      consequence={t("add_group_text")}
      fields={[
        { name: "name", label: t("name"), required: true, help: t("group_name_help") },
        { name: "description", label: t("description_field") },
        { name: "fill", label: t("fill_order"), kind: "select", required: true, value: "least_full", options: fillOrders.map((value) => ({ value, label: t(`order.${value}`) })) },
      ]}
      run={({ name = "", description, fill }, header) => addGroup({ name, fill: fill as FillOrder, ...(description ? { description } : {}) }, header)}
      done={t("saved")}
      invalidates={["server-groups"]}
    />
  );
  return (
    <>
      <PageHeader trail={[{ label: t("title"), href: "/servers" }]} title={t("groups")} description={t("groups_text")} actions={add} />
      <Card flush>
        <Ask query={useQuery(serverGroups)} skeleton={<SkeletonRows />}>
          {(all) => (
            <DataTable
              label={t("groups")}
              rows={all}
              columns={columns}
              rowId={(group) => group.id}
              empty={
                <EmptyState icon={Boxes} title={t("no_groups")} action={add}>
                  {t("no_groups_text")}
                </EmptyState>
              }
            />
          )}
        </Ask>
      </Card>
    </>
  );
}
