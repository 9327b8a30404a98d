import { Skeleton } from "@hostler/ui/skeleton";
import { Stepper } from "@hostler/ui/stepper";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";

import { products } from "../../../catalog/products";
import { PlanChoice } from "../components/plan-choice";
import { PlanDetails } from "../components/plan-details";

export default function OrderPage() {
  const { t } = useTranslation("order");
  useTitle(t("title"));
  const [state, change] = useUrlState("product", "cycle");
  const query = useQuery(products);
  const current = state.product ? 1 : 0;
  return (
    <section className="mx-auto max-w-6xl px-4 pt-10 sm:px-6">
      <h1 className="text-2xl font-semibold tracking-tight">{t("title")}</h1>
      <div className="mt-3 mb-7">
        <Stepper label={t("title")} steps={[t("steps.plan"), t("steps.details"), t("steps.review")]} current={current} />
      </div>
      <Ask
        query={query}
        skeleton={<Skeleton className="h-80" />}
        isEmpty={(all) => all.length === 0}
        empty={<p className="py-10 text-center text-muted-foreground">{t("nothing")}</p>}
      >
        {(all) => {
          const product = all.find((one) => one.id === state.product);
          if (!product) return <PlanChoice all={all} />;
          return <PlanDetails key={product.id} product={product} cycle={state.cycle} onCycle={(cycle) => change({ cycle })} />;
        }}
      </Ask>
    </section>
  );
}
