import { CivilDate } from "@hostler/ui/date";
import { cn } from "@hostler/ui/lib/cn";
import { Money } from "@hostler/ui/money";
import { Select } from "@hostler/ui/select";
import { toast } from "@hostler/ui/toaster";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { EyeOff } from "lucide-react";

import { changeItem, type CartItem } from "../api/cart";

import { RegistryQuestions } from "./registry-questions";
import { RemoveLine } from "./remove-line";

/** A domain in the cart: what is done with it, for how many years, and what its registry wants known. */
export function DomainLine({ item, fixed }: { item: CartItem; fixed?: boolean }) {
  const { t } = useTranslation("order");
  const isNew = item.action === "register";
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3.5">
      <div className={cn("min-w-0 flex-1", !fixed && "basis-48")}>
        <p className="text-base font-medium break-all">{item.name}</p>
        {item.domain !== item.name && <p className="font-mono text-xs break-all text-muted-foreground">{item.domain}</p>}
        <p className="text-xs text-muted-foreground">
          {t(`domain_line.${item.action ?? "register"}`)}
          {fixed && <> · {t("domain_line.years", { count: item.years ?? 1 })}</>}
          {item.period && (
            <>
              {" · "}
              <CivilDate value={item.period.from} /> – <CivilDate value={item.period.to} />
            </>
          )}
        </p>
        {item.privacy && (
          <p className="flex items-center gap-1 text-xs text-muted-foreground">
            <EyeOff className="size-3.5" aria-hidden />
            {t("domain_line.privacy")}
          </p>
        )}
        {isNew &&
          item.requirements?.map((sentence) => (
            <p key={sentence} className="text-xs text-warning">
              {sentence}
            </p>
          ))}
      </div>
      {!fixed && <Years item={item} years={item.offered_years ?? []} />}
      <div className={cn("text-end text-sm sm:flex-none", !fixed && "min-w-20 flex-1")}>
        <Money value={item.unit_price} mono />
      </div>
      <RemoveLine item={item} />
      {!fixed && isNew && <RegistryQuestions item={item} />}
    </li>
  );
}

function Years({ item, years }: { item: CartItem; years: number[] }) {
  const { t } = useTranslation("order");
  const explain = useExplain();
  const queries = useQueryClient();
  const own = item.years ?? 1;
  const all = years.includes(own) ? years : [own, ...years];
  const change = useMutation({
    mutationFn: (next: number) => changeItem(item.id, { years: next }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["cart"] }),
    onError: (error) => void toast("error", t("change_failed"), { description: explain(error).detail }),
  });
  return (
    <Select
      aria-label={`${t("domain_line.term")}: ${item.name}`}
      className="w-32 sm:w-36"
      value={String(own)}
      disabled={change.isPending || all.length < 2}
      onValueChange={(next) => change.mutate(Number(next))}
      options={all.map((count) => ({ value: String(count), label: t("domain_line.years", { count }) }))}
    />
  );
}
