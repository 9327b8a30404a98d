import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { MoneyInput } from "@hostler/ui/money-input";
import { RadioGroup, RadioItem } from "@hostler/ui/radio-group";
import { Select } from "@hostler/ui/select";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { Dices } from "lucide-react";

import { cycles } from "../../../catalogue/cycles";
import { listProducts } from "../../../catalogue/products";
import { useSoldCurrencies } from "../../../catalogue/use-sold";
import { CheckList } from "../../../forms/check-list";
import { SwitchField } from "../../../forms/switch-field";
import { listClientGroups } from "../api/coupons";

import type { CouponDraft } from "./coupon-draft";

// Without letters and digits that are taken for one another.
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const randomCode = () => [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => letters[byte % letters.length]).join("");

interface CouponFieldsProps {
  draft: CouponDraft;
  change: (part: Partial<CouponDraft>) => void;
  errors: Record<string, string>;
}

export function CouponFields({ draft, change, errors }: CouponFieldsProps) {
  const { t } = useTranslation(["coupons", "catalogue"]);
  const currencies = useSoldCurrencies();
  const products = useQuery(listProducts).data ?? [];
  const groups = useQuery(listClientGroups).data ?? [];
  return (
    <>
      <Field
        label={t("code")}
        error={errors.code}
        aside={
          <Button variant="link" size="sm" className="px-0" onClick={() => change({ code: randomCode() })}>
            <Dices aria-hidden />
            {t("random")}
          </Button>
        }
      >
        <Input value={draft.code} maxLength={60} className="font-mono" spellCheck={false} autoComplete="off" onChange={(event) => change({ code: event.target.value })} />
      </Field>
      <fieldset>
        <legend className="mb-1 text-sm font-medium">{t("takes_off")}</legend>
        <RadioGroup value={draft.by} onValueChange={(by) => change({ by: by as CouponDraft["by"] })} className="flex-row gap-6">
          <RadioItem value="percent">{t("by_percent")}</RadioItem>
          <RadioItem value="amount">{t("by_amount")}</RadioItem>
        </RadioGroup>
      </fieldset>
      {draft.by === "percent" ? (
        <Field label={t("percent")} error={errors.percent}>
          <Input value={draft.percent} inputMode="decimal" className="max-w-32 text-end tabular-nums" onChange={(event) => change({ percent: event.target.value })} />
        </Field>
      ) : (
        <div className="grid grid-cols-[1fr_7rem] gap-3">
          <Field label={t("amount")} help={t("amount_help")} error={errors.amount}>
            <MoneyInput currency={draft.currency} value={draft.amount} onValueChange={(amount) => change({ amount })} />
          </Field>
          <Field label={t("currency")}>
            <Select
              value={draft.currency}
              onValueChange={(currency) => change({ currency })}
              options={[...new Set([draft.currency, ...currencies])].map((value) => ({ value, label: value }))}
            />
          </Field>
        </div>
      )}
      <fieldset>
        <legend className="mb-1 text-sm font-medium">{t("lasts")}</legend>
        <RadioGroup value={draft.life ? "life" : "periods"} onValueChange={(lasts) => change({ life: lasts === "life" })}>
          <RadioItem value="periods">{t("some_periods")}</RadioItem>
          <RadioItem value="life">{t("for_life")}</RadioItem>
        </RadioGroup>
      </fieldset>
      {!draft.life && (
        <Field label={t("periods")} help={t("periods_help")} error={errors.cycles}>
          <Input value={draft.periods} inputMode="numeric" className="max-w-32 text-end tabular-nums" onChange={(event) => change({ periods: event.target.value })} />
        </Field>
      )}
      <SwitchField label={t("renewal_only")} help={t("renewal_only_help")} checked={draft.renewal_only} onChange={(renewal_only) => change({ renewal_only })} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("valid_from")} optional error={errors.valid_from}>
          <Input type="date" value={draft.valid_from} onChange={(event) => change({ valid_from: event.target.value })} />
        </Field>
        <Field label={t("valid_to")} optional help={t("valid_to_help")} error={errors.valid_to}>
          <Input type="date" value={draft.valid_to} onChange={(event) => change({ valid_to: event.target.value })} />
        </Field>
        <Field label={t("max_uses")} optional help={t("unlimited")} error={errors.max_uses}>
          <Input value={draft.max_uses} inputMode="numeric" className="text-end tabular-nums" onChange={(event) => change({ max_uses: event.target.value })} />
        </Field>
        <Field label={t("per_client")} optional help={t("unlimited")} error={errors.per_client}>
          <Input value={draft.per_client} inputMode="numeric" className="text-end tabular-nums" onChange={(event) => change({ per_client: event.target.value })} />
        </Field>
      </div>
      {(products.length > 0 || draft.products.length > 0) && (
        <CheckList
          label={t("products")}
          help={t("products_help")}
          options={products.map((product) => ({ value: product.id, label: product.name }))}
          chosen={draft.products}
          onChange={(chosen) => change({ products: chosen })}
          error={errors.products}
        />
      )}
      <CheckList
        label={t("product_cycles")}
        help={t("product_cycles_help")}
        options={cycles.map((value) => ({ value, label: t(`catalogue:cycle.${value}`) }))}
        chosen={draft.product_cycles}
        onChange={(chosen) => change({ product_cycles: chosen })}
        error={errors.product_cycles}
      />
      {(groups.length > 0 || draft.client_groups.length > 0) && (
        <CheckList
          label={t("client_groups")}
          help={t("client_groups_help")}
          options={groups.map((group) => ({ value: group.name, label: group.name }))}
          chosen={draft.client_groups}
          onChange={(chosen) => change({ client_groups: chosen })}
          error={errors.client_groups}
        />
      )}
      <SwitchField label={t("new_clients_only")} help={t("new_clients_only_help")} checked={draft.new_clients_only} onChange={(new_clients_only) => change({ new_clients_only })} />
      <SwitchField label={t("active")} help={t("active_help")} checked={draft.active} onChange={(active) => change({ active })} />
    </>
  );
}
