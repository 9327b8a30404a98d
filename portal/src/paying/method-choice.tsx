import type { Money as Amount } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { RadioGroup, RadioItem } from "@hostler/ui/radio-group";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";

import { canCharge, savedValue } from "./choice";
import { methodTitle } from "./method-title";
import { paymentMethods, takes } from "./methods";

interface MethodChoiceProps {
  currency: string;
  value: string;
  onChange: (value: string) => void;
  /** Credit pays no top-up of credit. */
  withoutWallet?: boolean;
  /** What is to be paid, where saved ways to pay may be charged with it. */
  chargeable?: Amount;
  /** A gateway that has just failed. */
  without?: string;
}

/** One of the ways to pay, the saved ones first; the first is chosen until another is. */
export function MethodChoice({ currency, value, onChange, withoutWallet, chargeable, without }: MethodChoiceProps) {
  const { t } = useTranslation("paying");
  const query = useQuery(paymentMethods);
  const saved = chargeable ? (query.data?.data ?? []).filter((method) => method.state === "confirmed" && method.gateway !== without) : [];
  const offered = (query.data?.offered ?? []).filter((method) => takes(method, currency) && method.gateway !== without && !(withoutWallet && method.kind === "wallet"));
  const usable = saved.filter((method) => chargeable && canCharge(method, chargeable));
  const first = usable.find((method) => method.default) ?? usable[0];
  const start = first ? savedValue(first) : (offered[0]?.gateway ?? "");
  const missing = Boolean(start) && !usable.some((method) => savedValue(method) === value) && !offered.some((method) => method.gateway === value);
  useEffect(() => {
    if (missing) onChange(start);
  }, [missing, start, onChange]);
  return (
    <Ask query={query} skeleton={<Skeleton className="h-24" />} isEmpty={() => offered.length + usable.length === 0} empty={<p className="text-sm text-warning">{t("none")}</p>}>
      {() => (
        <RadioGroup value={value} onValueChange={onChange} aria-label={t("method")}>
          {saved.map((method) => (
            <RadioItem
              key={method.id}
              value={savedValue(method)}
              disabled={!usable.includes(method)}
              help={
                method.max_amount ? (
                  <>
                    {t("up_to")} <Money value={method.max_amount} />
                  </>
                ) : (
                  t("saved")
                )
              }
            >
              {method.title}
            </RadioItem>
          ))}
          {offered.map((method) => (
            <RadioItem key={method.gateway} value={method.gateway} help={t(`help.${method.kind}`, { defaultValue: "" }) || undefined}>
              {methodTitle(t as never, method)}
            </RadioItem>
          ))}
        </RadioGroup>
      )}
    </Ask>
  );
}
