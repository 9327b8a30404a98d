import { Button } from "@hostler/ui/button";
import { cn } from "@hostler/ui/lib/cn";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";

import { priceOf, savingOf, type Cycle, type Product } from "./products";

/** One plan with its price for a cycle, and what a longer cycle saves in money. */
export function PlanCard({ product, cycle, currency, highlighted }: { product: Product; cycle: Cycle; currency: string; highlighted?: boolean }) {
  const { t } = useTranslation("catalog");
  const Link = useLink();
  const price = priceOf(product, cycle, currency);
  const saving = savingOf(product, cycle, currency);
  const soldOut = product.stock === 0;
  if (!price) return null;
  return (
    <article className={cn("flex flex-col rounded-xl border bg-card p-5", highlighted && "border-primary/60 ring-1 ring-primary/40")}>
      <h3 className="text-lg font-semibold">{product.name}</h3>
      <p className="mt-1 text-sm text-muted-foreground">{product.description}</p>
      <p className="mt-5 flex items-baseline gap-1.5">
        <Money value={price.price} className="text-3xl font-semibold tracking-tight" />
        <span className="text-sm text-muted-foreground">{t(`per.${cycle}`)}</span>
      </p>
      <p className="min-h-5 text-xs">
        {saving && (
          <span className="font-medium text-success">
            {t("saves")} <Money value={saving} />
          </span>
        )}
        {price.setup_fee.amount > 0 && (
          <span className="text-muted-foreground">
            {t("setup")} <Money value={price.setup_fee} />
          </span>
        )}
      </p>
      <ul className="mt-4 mb-6 flex flex-1 flex-col gap-2">
        {(product.features ?? []).map((feature) => (
          <li key={feature} className="flex items-start gap-2 text-sm">
            <Check className="mt-0.5 size-4 shrink-0 text-success" aria-hidden />
            {feature}
          </li>
        ))}
      </ul>
      {soldOut ? (
        <p className="rounded-md border px-3 py-2 text-center text-sm text-muted-foreground">{t("sold_out")}</p>
      ) : (
        <Button asChild variant={highlighted ? "primary" : "secondary"}>
          <Link href={`/order?product=${product.id}&cycle=${cycle}`} aria-label={`${t("order")}: ${product.name}`}>
            {t("order")}
          </Link>
        </Button>
      )}
    </article>
  );
}
