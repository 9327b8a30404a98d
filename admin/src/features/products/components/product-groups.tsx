import type { Column } from "@hostler/ui/data-table";
import { useWords } from "@hostler/ui/lib/ui-text";
import { ActButton } from "@hostler/web-kit/react/act-button";
import type { ActField } from "@hostler/web-kit/react/act-fields";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { WholeList } from "@hostler/web-kit/react/whole-list";
import { useQuery } from "@tanstack/react-query";
import { LayoutList, Pencil, Plus, Trash2 } from "lucide-react";

import { listProductGroups } from "../../../catalogue/products";
import { addProductGroup, changeProductGroup, removeProductGroup, type ProductGroup } from "../api/product-groups";

const whole = (text: string | undefined) => (/^\d{1,6}$/.test(text ?? "") ? Number(text) : undefined);

/** The shelves of the catalogue, in the order in which the shop shows them. */
export function ProductGroups() {
  const { t } = useTranslation(["products", "desk"]);
  const { text } = useWords();
  const query = useQuery(listProductGroups);
  const fields = (group?: ProductGroup): ActField[] => [
    { name: "name", label: t("group_name"), required: true, value: group?.name },
    { name: "position", label: t("position"), kind: "number", value: group?.position === undefined ? "" : String(group.position), help: t("position_help") },
  ];
  const columns: Column<ProductGroup>[] = [
    { id: "name", header: t("group_name"), card: "title", cell: (group) => group.name },
    { id: "slug", header: t("slug"), cell: (group) => <span className="font-mono text-xs">{group.slug}</span> },
    { id: "products", header: t("title"), align: "end", cell: (group) => group.products ?? 0 },
    { id: "position", header: t("position"), align: "end", cell: (group) => group.position ?? 0 },
    {
      id: "acts",
      header: text("actions"),
      align: "end",
      cell: (group) => (
        <span className="inline-flex gap-1">
          <ActButton
            label={t("desk:edit")}
            confirm={t("desk:save")}
            size="sm"
            icon={Pencil}
            title={t("group_edit", { name: group.name })}
            consequence={t("group_edit_text", { count: group.products ?? 0 })}
            fields={fields(group)}
            run={({ name, position }) => changeProductGroup(group.id ?? "", { name, position: whole(position) })}
            done={t("desk:saved")}
            invalidates={["product-groups", "products"]}
          />
          {(group.products ?? 0) === 0 && (
            <ActButton
              label={t("desk:remove")}
              size="sm"
              icon={Trash2}
              danger
              title={t("group_remove", { name: group.name })}
              consequence={t("group_remove_text")}
              run={() => removeProductGroup(group.id ?? "")}
              done={t("desk:removed")}
              invalidates={["product-groups"]}
            />
          )}
        </span>
      ),
    },
  ];
  return (
    <WholeList
      className="mt-6"
      title={t("groups")}
      action={
        <ActButton
          label={t("group_add")}
          size="sm"
          icon={Plus}
          title={t("group_add")}
          consequence={t("group_add_text")}
          fields={fields()}
          run={({ name = "", position }, header) => addProductGroup(name, whole(position) ?? 0, header)}
          done={t("desk:saved")}
          invalidates={["product-groups"]}
        />
      }
      label={t("groups")}
      query={query}
      rows={(all) => all}
      columns={columns}
      rowId={(group) => group.id ?? group.name}
      empty={{ icon: LayoutList, title: t("groups_empty"), text: t("groups_empty_text") }}
    />
  );
}
