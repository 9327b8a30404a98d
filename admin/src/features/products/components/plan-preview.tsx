import { parseMoney } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { PlanCard } from "@hostler/ui/plan-card";
import { Select } from "@hostler/ui/select";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { cycles, monthsOf, type Cycle } from "../../../catalogue/cycles";
import { cellOf } from "../../../catalogue/price-table";
import type { ProductDraft } from "../../../catalogue/product-draft";

/** The plan card as the shop will show it, while it is being written. */
export function PlanPreview({ draft }: { draft: ProductDraft }) {
  const { t } = useTranslation(["products", "catalogue"]);
  const [chosen, setChosen] = useState("");
  const sold = draft.currencies.flatMap((currency) =>
    cycles.flatMap((cycle) => {
      const cell = draft.cells[cellOf(currency, cycle)];
      const price = cell ? parseMoney(cell.price, currency) : null;
      return price && cell ? [{ id: cellOf(currency, cycle), currency, cycle: cycle as Cycle, price, setup: parseMoney(cell.setup, currency) }] : [];
    }),
  );
  const shown = sold.find(({ id }) => id === chosen) ?? sold[0];
  const monthly = shown && sold.find((one) => one.currency === shown.currency && one.cycle === "monthly");
  const months = shown ? monthsOf[shown.cycle] : undefined;
  const saved = shown && monthly && months && months > 1 ? monthly.price.amount * months - shown.price.amount : 0;
  return (
    <aside aria-label={t("preview")} className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <h2 className="text-sm font-semibold">{t("preview")}</h2>
        {sold.length > 1 && shown && (
          <Select
            aria-label={t("preview_price")}
            className="w-40"
            value={shown.id}
            onValueChange={setChosen}
            options={sold.map((one) => ({ value: one.id, label: `${one.currency}, ${t(`catalogue:cycle.${one.cycle}`)}` }))}
          />
        )}
      </div>
      {shown ? (
        <PlanCard
          name={draft.name || t("unnamed")}
          description={draft.description}
          price={shown.price}
          per={t(`catalogue:per.${shown.cycle}`)}
          features={draft.features
            .split("\n")
            .map((line) => line.trim())
            .filter(Boolean)}
          note={
            <>
              {saved > 0 && (
                <span className="font-medium text-success">
                  {t("catalogue:saves")} <Money value={{ amount: saved, currency: shown.currency }} />
                </span>
              )}
              {shown.setup && shown.setup.amount > 0 && (
                <span className="text-muted-foreground">
                  {t("catalogue:setup_fee")} <Money value={shown.setup} />
                </span>
              )}
            </>
          }
          action={
            <p className="rounded-md border px-3 py-2 text-center text-sm text-muted-foreground">
              {!draft.active ? t("preview_off") : !draft.visible ? t("preview_hidden") : draft.stock.trim() === "0" ? t("preview_sold_out") : t("preview_order")}
            </p>
          }
        />
      ) : (
        <p className="rounded-xl border border-dashed p-5 text-sm text-muted-foreground">{t("preview_none")}</p>
      )}
    </aside>
  );
}
