import { Card } from "@hostler/ui/card";
import { Money } from "@hostler/ui/money";
import { Notice } from "@hostler/ui/notice";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useExplain } from "@hostler/web-kit/react/explain";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";

import type { Purpose } from "../../../paying/methods";
import { getPayment, settledStates, tellReturn } from "../api/payment";
import { NextStep } from "../components/next-step";
import { OtherWays } from "../components/other-ways";

/** Where one payment is made: the only page on which a gateway's own script runs. */
export default function PayPage() {
  const { t } = useTranslation("payment");
  const explain = useExplain();
  const navigate = useNavigate();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const [state] = useUrlState("for");
  const purpose: Purpose | undefined = state.for === "method" || state.for === "credit" ? state.for : undefined;
  useTitle(t("title"));
  const query = useQuery(getPayment(id));
  const [failure, setFailure] = useState<{ text: string; requestId?: string } | null>(null);
  const [stuck, setStuck] = useState<"slow" | "blocked" | null>(null);
  // What staff look for stays here, with its instructions; also on coming back to it.
  const settled = query.data && (settledStates.includes(query.data.status) || (query.data.status === "processing" && !query.data.by_hand));
  useEffect(() => {
    if (settled) void navigate({ to: "/checkout/return", search: { payment: id, for: purpose } as never, replace: true });
  }, [settled, id, purpose, navigate]);
  const back = async (said: Record<string, unknown>) => {
    setFailure(null);
    try {
      await tellReturn(id, said);
    } catch (error) {
      // The webhook tells the engine too: the next page waits for the truth.
      const words = explain(error);
      setFailure({ text: words.detail ?? words.title, requestId: words.requestId });
    }
    await navigate({ to: "/checkout/return", search: { payment: id, for: purpose } as never, replace: true });
  };
  return (
    <>
      <PageHeader
        title={purpose === "method" ? t("save_title") : t("title")}
        trail={[purpose === "method" ? { label: t("methods"), href: "/billing/methods" } : { label: t("invoices"), href: "/invoices" }]}
      />
      <Ask query={query} skeleton={<Skeleton className="h-40 max-w-3xl" />}>
        {(payment) => (
          <Card className={payment.by_hand ? "max-w-3xl" : "max-w-xl"}>
            <div className="flex flex-col gap-4 p-1">
              {payment.amount.amount > 0 && !payment.by_hand && (
                <p className="text-3xl font-semibold tracking-tight">
                  <Money value={payment.amount} />
                </p>
              )}
              {purpose === "method" && <p className="text-sm text-muted-foreground">{payment.amount.amount > 0 ? t("save_small") : t("save_text")}</p>}
              <FormFailure failure={failure} />
              {stuck === "blocked" && (
                <Notice tone="danger" title={t("blocked")}>
                  {t("blocked_text")}
                </Notice>
              )}
              <NextStep
                payment={payment}
                onReturn={(said) => void back(said)}
                onFailure={(why) => setFailure({ text: why || t("declined") })}
                onStuck={(blocked) => setStuck(blocked ? "blocked" : "slow")}
              />
              <OtherWays payment={payment} purpose={purpose} needed={stuck !== null} />
            </div>
          </Card>
        )}
      </Ask>
    </>
  );
}
