import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { EmptyState } from "@hostler/ui/empty-state";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Plug } from "lucide-react";

import { PluginName } from "../../../plugins/plugin-name";
import type { SystemFacts } from "../api/system";

type Row = SystemFacts["plugins"][number];

export function PluginsCard({ rows }: { rows: Row[] }) {
  const { t } = useTranslation("system");
  const columns: Column<Row>[] = [
    { id: "instance", header: t("instance"), card: "title", cell: (row) => row.instance },
    { id: "plugin", header: t("plugin"), cell: (row) => <PluginName of={row.instance} /> },
    { id: "version", header: t("version"), cell: (row) => <span className="font-mono text-xs">{row.version}</span> },
    { id: "running", header: t("running_calls"), align: "end", cell: (row) => row.running },
  ];
  return (
    <Card title={t("plugins")} flush>
      <DataTable
        label={t("plugins")}
        rows={rows}
        columns={columns}
        rowId={(row) => row.instance}
        href={(row) => `/plugins/${row.instance}`}
        empty={<EmptyState icon={Plug} title={t("no_plugins")} />}
      />
    </Card>
  );
}
