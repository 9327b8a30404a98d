import { Card } from "@hostler/ui/card";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { CreditCard } from "lucide-react";

import { methodTitle } from "../../../paying/method-title";
import type { Offered } from "../../../paying/methods";

/** How one can pay here when an invoice is due. */
export function OfferedMethods({ offered }: { offered: Offered[] }) {
  const { t } = useTranslation(["methods", "paying"]);
  return (
    <Card flush title={t("offered")}>
      {offered.length === 0 ? (
        <p className="px-4 pt-1 pb-4 text-sm text-muted-foreground">{t("paying:none")}</p>
      ) : (
        <ul className="divide-y pb-1">
          {offered.map((method) => (
            <li key={method.gateway} className="flex min-h-14 items-center gap-3 px-4 py-2">
              <CreditCard className="size-4 shrink-0 text-muted-foreground" aria-hidden />
              <div className="min-w-0">
                <p className="text-sm font-medium break-words">{methodTitle(t as never, method)}</p>
                <p className="text-xs text-muted-foreground">{t(`paying:help.${method.kind}`, { defaultValue: "" })}</p>
              </div>
              {(method.currencies ?? []).length > 0 && <span className="ms-auto font-mono text-xs text-muted-foreground">{(method.currencies ?? []).join(" ")}</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
