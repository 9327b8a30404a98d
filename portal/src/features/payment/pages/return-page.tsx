import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { getPayment, tellReturn, type Payment } from "../api/payment";
import { PaidInvoices } from "../components/paid-invoices";

/** The truth after the gateway: nothing is called paid here before the engine says so. */
export default function ReturnPage() {
  const { t } = useTranslation("payment");
  const [state] = useUrlState("payment", "payment_intent", "payment_intent_client_secret");
  useTitle(t("return_title"));
  const id = state.payment ?? "";
  const query = useQuery({ ...getPayment(id), enabled: Boolean(id) });
  const { payment_intent, payment_intent_client_secret } = state;
  useEffect(() => {
    // A gateway that led the browser away says in the address what it said; the webhook says it too.
    if (id && payment_intent && payment_intent_client_secret) void tellReturn(id, { payment_intent, payment_intent_client_secret }).catch(() => undefined);
  }, [id, payment_intent, payment_intent_client_secret]);
  return (
    <>
      <PageHeader title={t("return_title")} />
      <Ask query={query} skeleton={<Skeleton className="h-40 max-w-xl" />}>
        {(payment) => (
          <Card className="max-w-xl">
            <div className="flex flex-col gap-4 p-1" aria-live="polite">
              <p className="flex flex-wrap items-center gap-3">
                <Money value={payment.amount} className="text-3xl font-semibold tracking-tight" />
                <StatusBadge state={payment.status} />
              </p>
              <Told payment={payment} />
            </div>
          </Card>
        )}
      </Ask>
    </>
  );
}

function Told({ payment }: { payment: Payment }) {
  const { t } = useTranslation("payment");
  const Link = useLink();
  const invoice = payment.invoices?.[0];
  if (payment.status === "succeeded")
    return (
      <>
        <p className="text-base">{t("received")}</p>
        <PaidInvoices ids={payment.invoices ?? []} />
        <div className="flex flex-wrap gap-2">
          <Button asChild>
            <Link href="/services">{t("to_services")}</Link>
          </Button>
          <Button asChild variant="secondary">
            <Link href="/transactions">{t("to_transactions")}</Link>
          </Button>
        </div>
      </>
    );
  if (payment.status === "failed" || payment.status === "cancelled")
    return (
      <>
        <p className="text-base">{payment.error_message || t("not_paid")}</p>
        <p className="text-sm text-muted-foreground">{t("not_charged")}</p>
        <div>
          <Button asChild>
            <Link href={invoice ? `/invoices/${invoice}` : "/invoices"}>{t("try_again")}</Link>
          </Button>
        </div>
      </>
    );
  return (
    <>
      <p className="text-base">{t("waiting")}</p>
      <p className="text-sm text-muted-foreground">{t("waiting_text")}</p>
    </>
  );
}
