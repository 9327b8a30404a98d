import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { RadioGroup, RadioItem } from "@hostler/ui/radio-group";
import { useIdempotencyKey } from "@hostler/web-kit/idempotency";
import { FormFailure, useFormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Check } from "lucide-react";
import { useForm } from "react-hook-form";

import { cyclesOf, priceOf, savingOf, type Cycle, type Product } from "../../../catalog/products";
import { useShopCurrency } from "../../../catalog/shop-currency";
import { addToCart } from "../api/cart";

import { ProductOptions } from "./product-options";
import { useExtras } from "./use-extras";

interface Values {
  domain: string;
  hostname: string;
}

/** The second step: how long, and for which name; the running total beside it. */
export function PlanDetails({ product, cycle: asked, onCycle }: { product: Product; cycle?: string; onCycle: (cycle: Cycle) => void }) {
  const { t } = useTranslation(["order", "catalog"]);
  const Link = useLink();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const key = useIdempotencyKey();
  const currency = useShopCurrency();
  const cycles = cyclesOf([product], currency);
  const cycle = cycles.find((one) => one === asked) ?? cycles[0];
  const price = cycle && priceOf(product, cycle, currency);
  const extras = useExtras(product, currency, cycle);
  const form = useForm<Values>({ defaultValues: { domain: "", hostname: "" } });
  const { failure, fail, clear } = useFormFailure(form);
  const { errors, isSubmitting } = form.formState;
  const named = product.type === "hosting" ? "domain" : product.type === "vps" || product.type === "dedicated" ? "hostname" : null;
  const isDomain = named === "domain";
  const submit = form.handleSubmit(async (values) => {
    if (!cycle) return;
    clear();
    try {
      const fresh = await addToCart(
        { type: "product", product_id: product.id, cycle, ...(named && values[named].trim() ? { [named]: values[named].trim() } : {}), ...extras.body },
        key.header,
      );
      queries.setQueryData(["cart"], fresh);
      await navigate({ to: "/cart" });
    } catch (error) {
      key.renew();
      if (!extras.place(error)) fail(error);
    }
  });
  if (!cycle || !price) return <p className="text-muted-foreground">{t("no_price")}</p>;
  const due = { amount: price.price.amount + price.setup_fee.amount + extras.price + extras.setup, currency };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid items-start gap-5 lg:grid-cols-[1fr_20rem]" noValidate>
      <Card
        title={product.name}
        action={
          <Link href="/order" className="inline-flex min-h-6 items-center text-sm text-primary hover:underline">
            {t("other_plan")}
          </Link>
        }
      >
        <div className="flex flex-col gap-5">
          <ul className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
            {(product.features ?? []).map((feature) => (
              <li key={feature} className="flex items-start gap-2 text-sm">
                <Check className="mt-0.5 size-4 shrink-0 text-success" aria-hidden />
                {feature}
              </li>
            ))}
          </ul>
          <FormFailure failure={failure} />
          <fieldset>
            <legend className="mb-1 text-sm font-medium">{t("catalog:billed")}</legend>
            <RadioGroup value={cycle} onValueChange={(next) => onCycle(next as Cycle)} aria-label={t("catalog:billed")}>
              {cycles.map((one) => {
                const at = priceOf(product, one, currency);
                const saving = savingOf(product, one, currency);
                return (
                  <RadioItem
                    key={one}
                    value={one}
                    help={
                      saving ? (
                        <span className="text-success">
                          {t("catalog:saves")} <Money value={saving} />
                        </span>
                      ) : undefined
                    }
                  >
                    {t(`catalog:cycle.${one}`)} · {at && <Money value={at.price} />}
                  </RadioItem>
                );
              })}
            </RadioGroup>
          </fieldset>
          {named && (
            <Field label={t(isDomain ? "domain" : "hostname")} help={t(isDomain ? "domain_help" : "hostname_help")} error={errors[named]?.message}>
              <Input
                className="font-mono"
                spellCheck={false}
                autoCapitalize="none"
                autoComplete="off"
                placeholder={isDomain ? "example.in" : "web1.example.in"}
                {...form.register(named, { required: t("required") })}
              />
            </Field>
          )}
          {extras.any && <ProductOptions product={product} extras={extras.extras} onChange={extras.change} currency={currency} cycle={cycle} errors={extras.errors} />}
        </div>
      </Card>
      <Card title={t("summary")} className="lg:sticky lg:top-20">
        <dl className="grid grid-cols-[1fr_auto] gap-y-2 text-sm">
          <dt className="text-muted-foreground">
            {product.name}, {t(`catalog:cycle.${cycle}`)}
          </dt>
          <dd className="text-end">
            <Money value={price.price} mono />
          </dd>
          {extras.lines.map((line) => (
            <div key={line.key} className="contents">
              <dt className="text-muted-foreground">{line.title}</dt>
              <dd className="text-end">{line.cost ? <Money value={{ amount: line.cost.price, currency }} mono /> : t("not_sold_so")}</dd>
            </div>
          ))}
          {price.setup_fee.amount + extras.setup > 0 && (
            <>
              <dt className="text-muted-foreground">{t("catalog:setup")}</dt>
              <dd className="text-end">
                <Money value={{ amount: price.setup_fee.amount + extras.setup, currency }} mono />
              </dd>
            </>
          )}
          <dt className="border-t pt-2 font-semibold">{t("before_tax")}</dt>
          <dd className="border-t pt-2 text-end font-semibold">
            <Money value={due} mono />
          </dd>
        </dl>
        <p className="mt-2 mb-4 text-xs text-muted-foreground">{t("tax_next")}</p>
        <Button type="submit" size="lg" className="w-full" busy={isSubmitting}>
          {t("add")}
        </Button>
      </Card>
    </form>
  );
}
