import { Card } from "@hostler/ui/card";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useExplain } from "@hostler/web-kit/react/explain";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { getPayment, settledStates, tellReturn } from "../api/payment";
import { NextStep } from "../components/next-step";

/** Where one payment is made: the only page on which a gateway's own script runs. */
export default function PayPage() {
  const { t } = useTranslation("payment");
  const Link = useLink();
  const explain = useExplain();
  const navigate = useNavigate();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  useTitle(t("title"));
  const query = useQuery(getPayment(id));
  const [failure, setFailure] = useState<{ text: string; requestId?: string } | null>(null);
  const settled = query.data && (settledStates.includes(query.data.status) || query.data.status === "processing");
  useEffect(() => {
    if (settled) void navigate({ to: "/checkout/return", search: { payment: id } as never, replace: true });
  }, [settled, id, navigate]);
  const back = async (said: Record<string, unknown>) => {
    setFailure(null);
    try {
      await tellReturn(id, said);
    } catch (error) {
      // The webhook tells the engine too: the next page waits for the truth.
      const words = explain(error);
      setFailure({ text: words.detail ?? words.title, requestId: words.requestId });
    }
    await navigate({ to: "/checkout/return", search: { payment: id } as never, replace: true });
  };
  return (
    <>
      <PageHeader title={t("title")} trail={[{ label: t("invoices"), href: "/invoices" }]} />
      <Ask query={query} skeleton={<Skeleton className="h-40 max-w-xl" />}>
        {(payment) => (
          <Card className="max-w-xl">
            <div className="flex flex-col gap-4 p-1">
              <p className="text-3xl font-semibold tracking-tight">
                <Money value={payment.amount} />
              </p>
              <FormFailure failure={failure} />
              <NextStep payment={payment} onReturn={(said) => void back(said)} onFailure={(why) => setFailure({ text: why || t("declined") })} />
              <p className="text-xs text-muted-foreground">
                {t("other_method")}{" "}
                <Link href={payment.invoices?.[0] ? `/invoices/${payment.invoices[0]}` : "/invoices"} className="text-primary underline underline-offset-4">
                  {t("choose_other")}
                </Link>
              </p>
            </div>
          </Card>
        )}
      </Ask>
    </>
  );
}
