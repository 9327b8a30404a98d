import { RadioGroup, RadioItem } from "@hostler/ui/radio-group";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { paymentMethods, takes } from "./methods";

interface MethodChoiceProps {
  currency: string;
  value: string;
  onChange: (gateway: string) => void;
  /** Credit pays no top-up of credit. */
  withoutWallet?: boolean;
}

/** One of the ways to pay; the first is chosen until another is. */
export function MethodChoice({ currency, value, onChange, withoutWallet }: MethodChoiceProps) {
  const { t } = useTranslation("paying");
  const query = useQuery(paymentMethods);
  const offered = (query.data?.offered ?? []).filter((method) => takes(method, currency) && !(withoutWallet && method.kind === "wallet"));
  const first = offered[0]?.gateway ?? "";
  const missing = Boolean(first) && !offered.some((method) => method.gateway === value);
  useEffect(() => {
    if (missing) onChange(first);
  }, [missing, first, onChange]);
  return (
    <Ask query={query} skeleton={<Skeleton className="h-24" />} isEmpty={() => offered.length === 0} empty={<p className="text-sm text-warning">{t("none")}</p>}>
      {() => (
        <RadioGroup value={value} onValueChange={onChange} aria-label={t("method")}>
          {offered.map((method) => (
            <RadioItem key={method.gateway} value={method.gateway} help={t(`help.${method.kind}`, { defaultValue: "" }) || undefined}>
              {method.kind === "wallet" ? t("wallet") : method.title}
            </RadioItem>
          ))}
        </RadioGroup>
      )}
    </Ask>
  );
}
