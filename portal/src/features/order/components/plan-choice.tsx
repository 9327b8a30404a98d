import { useTranslation } from "@hostler/web-kit/react/texts";

import { Plans } from "../../../catalog/plans";
import type { Product } from "../../../catalog/products";

const kinds = ["hosting", "vps", "dedicated", "storage"] as const;

/** The first step: everything that can be ordered, by its kind. */
export function PlanChoice({ all }: { all: Product[] }) {
  const { t } = useTranslation(["order", "shop"]);
  return (
    <div className="flex flex-col gap-12">
      {kinds
        .filter((kind) => all.some((product) => product.type === kind))
        .map((kind) => (
          <section key={kind} aria-labelledby={`kind-${kind}`}>
            <h2 id={`kind-${kind}`} className="mb-4 text-xl font-semibold tracking-tight">
              {t(`shop:kind.${kind}.name`)}
            </h2>
            <Plans products={all.filter((product) => product.type === kind)} />
          </section>
        ))}
    </div>
  );
}
