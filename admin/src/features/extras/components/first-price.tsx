import { Money } from "@hostler/ui/money";
import { useBrand } from "@hostler/web-kit/brand";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { cycles } from "../../../catalogue/cycles";
import type { TierPrice } from "../../../catalogue/extras";

/** The least price of the shortest cycle, in the shop's currency where there is one. */
export function FirstPrice({ prices }: { prices: TierPrice[] }) {
  const { t } = useTranslation(["extras", "catalogue"]);
  const { currency } = useBrand();
  const ours = prices.filter((price) => price.currency === currency);
  const from = ours.length > 0 ? ours : prices;
  const cycle = cycles.find((one) => from.some((price) => price.cycle === one));
  const least = from.filter((price) => price.cycle === cycle).sort((a, b) => a.price.amount - b.price.amount)[0];
  if (!least || !cycle) return <>{t("free")}</>;
  return (
    <>
      <Money value={least.price} mono /> <span className="text-xs text-muted-foreground">{t(`catalogue:per.${cycle}`)}</span>
    </>
  );
}
