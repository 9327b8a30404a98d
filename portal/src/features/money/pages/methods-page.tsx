import { Card } from "@hostler/ui/card";
import { EmptyState } from "@hostler/ui/empty-state";
import { PageHeader } from "@hostler/ui/page-header";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { CreditCard } from "lucide-react";
import { useTranslation } from "react-i18next";

import { paymentMethods } from "../../../paying/methods";

/** How one can pay here. */
export default function MethodsPage() {
  const { t } = useTranslation(["money", "paying"]);
  useTitle(t("methods.title"));
  const query = useQuery(paymentMethods);
  return (
    <>
      <PageHeader title={t("methods.title")} description={t("methods.description")} />
      <Card flush title={t("methods.offered")}>
        <Ask
          query={query}
          skeleton={<SkeletonRows rows={3} />}
          isEmpty={(all) => (all.offered ?? []).length === 0}
          empty={
            <EmptyState icon={CreditCard} title={t("methods.none")}>
              {t("paying:none")}
            </EmptyState>
          }
        >
          {(all) => (
            <ul className="divide-y">
              {(all.offered ?? []).map((method) => (
                <li key={method.gateway} className="flex min-h-14 items-center gap-3 px-4 py-2">
                  <CreditCard className="size-4 shrink-0 text-muted-foreground" aria-hidden />
                  <div className="min-w-0">
                    <p className="text-sm font-medium">{method.kind === "wallet" ? t("paying:wallet") : method.title}</p>
                    <p className="text-xs text-muted-foreground">{t(`paying:help.${method.kind}`, { defaultValue: "" })}</p>
                  </div>
                  {(method.currencies ?? []).length > 0 && <span className="ms-auto font-mono text-xs text-muted-foreground">{(method.currencies ?? []).join(" ")}</span>}
                </li>
              ))}
            </ul>
          )}
        </Ask>
      </Card>
    </>
  );
}
