import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { PlanCard as Card } from "@hostler/ui/plan-card";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { priceOf, savingOf, type Cycle, type Product } from "./products";

/** One plan with its price for a cycle, and what a longer cycle saves in money. */
export function PlanCard({ product, cycle, currency, highlighted }: { product: Product; cycle: Cycle; currency: string; highlighted?: boolean }) {
  const { t } = useTranslation("catalog");
  const Link = useLink();
  const price = priceOf(product, cycle, currency);
  const saving = savingOf(product, cycle, currency);
  if (!price) return null;
  return (
    <Card
      name={product.name}
      description={product.description}
      price={price.price}
      per={t(`per.${cycle}`)}
      features={product.features ?? []}
      highlighted={highlighted}
      note={
        <>
          {saving && (
            <span className="font-medium text-success">
              {t("saves")} <Money value={saving} whole />
            </span>
          )}
          {price.setup_fee.amount > 0 && (
            <span className="text-muted-foreground">
              {t("setup")} <Money value={price.setup_fee} whole />
            </span>
          )}
        </>
      }
      action={
        product.stock === 0 ? (
          <p className="rounded-md border px-3 py-2 text-center text-sm text-muted-foreground">{t("sold_out")}</p>
        ) : (
          <Button asChild variant={highlighted ? "primary" : "secondary"}>
            <Link href={`/order?product=${product.id}&cycle=${cycle}`} aria-label={`${t("order")}: ${product.name}`}>
              {t("order")}
            </Link>
          </Button>
        )
      }
    />
  );
}
