import { Card } from "@hostler/ui/card";
import { useBrand } from "@hostler/web-kit/brand";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { PriceGrid } from "../../../catalogue/price-grid";

import type { PartProps } from "./editor-parts";

export function PricesPart({ draft, change, cells }: PartProps & { cells: Record<string, string> }) {
  const { t } = useTranslation("products");
  const { currency } = useBrand();
  return (
    <Card>
      <p className="mb-4 text-sm text-muted-foreground">{t("prices_text")}</p>
      <PriceGrid
        own={currency}
        cells={draft.cells}
        onCells={(next) => change({ cells: next })}
        currencies={draft.currencies}
        onCurrencies={(currencies) => change({ currencies })}
        errors={cells}
      />
    </Card>
  );
}
