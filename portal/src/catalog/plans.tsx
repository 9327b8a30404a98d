import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { CycleToggle } from "./cycle-toggle";
import { PlanCard } from "./plan-card";
import { bySize, cyclesOf, priceOf, type Cycle, type Product } from "./products";
import { useShopCurrency } from "./shop-currency";

/** Plans of one kind beside one another, from small to large. */
export function Plans({ products }: { products: Product[] }) {
  const { t } = useTranslation("catalog");
  const currency = useShopCurrency();
  const cycles = cyclesOf(products, currency);
  const [chosen, setChosen] = useState<Cycle>("annually");
  const cycle = cycles.includes(chosen) ? chosen : (cycles[0] ?? "monthly");
  const shown = bySize(products, currency).filter((product) => priceOf(product, cycle, currency));
  return (
    <>
      <div className="mb-6 flex flex-wrap items-center justify-center gap-3">
        <CycleToggle cycles={cycles} value={cycle} onChange={setChosen} />
      </div>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {shown.map((product, index) => (
          <PlanCard key={product.id} product={product} cycle={cycle} currency={currency} highlighted={shown.length > 2 && index === Math.floor(shown.length / 2)} />
        ))}
      </div>
      <p className="mt-4 text-center text-xs text-muted-foreground">{t("before_tax")}</p>
    </>
  );
}
