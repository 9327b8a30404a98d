import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Pencil, Trash2 } from "lucide-react";

import { changeGroup, fillOrders, removeGroup, type FillOrder, type ServerGroup } from "../api/groups";

export function GroupActs({ group }: { group: ServerGroup }) {
  const { t } = useTranslation("servers");
  return (
    <span className="flex flex-wrap gap-1">
      <ActButton
        label={t("edit_short")}
        icon={Pencil}
        size="sm"
        variant="ghost"
        title={t("edit_group", { name: group.name })}
        consequence={t("edit_group_text")}
        confirm={t("save")}
        fields={[
          { name: "description", label: t("description_field"), value: group.description },
          { name: "fill", label: t("fill_order"), kind: "select", required: true, value: group.fill, options: fillOrders.map((value) => ({ value, label: t(`order.${value}`) })) },
        ]}
        run={({ description = "", fill }) => changeGroup(group.id, { description, fill: fill as FillOrder })}
        done={t("saved")}
        invalidates={["server-groups"]}
      />
      <ActButton
        label={t("remove")}
        icon={Trash2}
        size="sm"
        variant="ghost"
        danger
        title={t("remove_group", { name: group.name })}
        consequence={t("remove_group_text", { count: group.servers })}
        run={() => removeGroup(group.id)}
        done={t("removed")}
        invalidates={["server-groups"]}
      />
    </span>
  );
}
