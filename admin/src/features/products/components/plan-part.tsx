import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Select } from "@hostler/ui/select";
import { Textarea } from "@hostler/ui/textarea";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";

import { listProductGroups, productTypes, type ProductType } from "../../../catalogue/products";
import { SwitchField } from "../../../forms/switch-field";

import type { PartProps } from "./editor-parts";

/** What the shop says of it. */
export function PlanPart({ draft, change, errors }: PartProps) {
  const { t } = useTranslation("products");
  const groups = useQuery(listProductGroups);
  const list = useId();
  const types = productTypes.some((type) => type === draft.type) ? [...productTypes] : [...productTypes, draft.type];
  return (
    <Card>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("name")} error={errors.name} className="sm:col-span-2">
          <Input value={draft.name} required maxLength={120} onChange={(event) => change({ name: event.target.value })} />
        </Field>
        <Field label={t("type")} error={errors.type}>
          <Select
            options={types.map((type) => ({ value: type, label: t(`type_of.${type}`) }))}
            value={draft.type}
            onValueChange={(type) => change({ type: type as ProductType })}
          />
        </Field>
        <Field label={t("group")} optional help={t("group_help")} error={errors.group}>
          <Input value={draft.group} list={list} maxLength={120} onChange={(event) => change({ group: event.target.value })} />
        </Field>
        <datalist id={list}>
          {(groups.data ?? []).map((group) => (
            <option key={group.id} value={group.name} />
          ))}
        </datalist>
        <Field label={t("product_description")} optional error={errors.description} className="sm:col-span-2">
          <Textarea rows={2} value={draft.description} onChange={(event) => change({ description: event.target.value })} />
        </Field>
        <Field label={t("features")} optional help={t("features_help")} error={errors.features} className="sm:col-span-2">
          <Textarea rows={4} value={draft.features} onChange={(event) => change({ features: event.target.value })} />
        </Field>
        <Field label={t("slug")} optional help={t("slug_help")} error={errors.slug}>
          <Input value={draft.slug} maxLength={80} className="font-mono" spellCheck={false} onChange={(event) => change({ slug: event.target.value })} />
        </Field>
        <Field label={t("tax_class")} optional help={t("tax_class_help")} error={errors.tax_class}>
          <Input value={draft.tax_class} inputMode="numeric" maxLength={8} className="font-mono" onChange={(event) => change({ tax_class: event.target.value })} />
        </Field>
        <Field label={t("stock")} optional help={t("stock_help")} error={errors.stock}>
          <Input value={draft.stock} inputMode="numeric" className="tabular-nums" onChange={(event) => change({ stock: event.target.value })} />
        </Field>
        <Field label={t("max_quantity")} help={t("max_quantity_help")} error={errors.max_quantity}>
          <Input value={draft.max_quantity} inputMode="numeric" className="tabular-nums" onChange={(event) => change({ max_quantity: event.target.value })} />
        </Field>
        <SwitchField label={t("active")} help={t("active_help")} checked={draft.active} onChange={(active) => change({ active })} />
        <SwitchField label={t("visible")} help={t("visible_help")} checked={draft.visible} onChange={(visible) => change({ visible })} />
      </div>
    </Card>
  );
}
