import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import { ArrowRight, PartyPopper } from "lucide-react";
import type { ReactNode } from "react";

import { getCompany } from "../../../company/company";
import { CompanyForm } from "../../../company/company-form";
import { listPlugins } from "../../../plugins/plugins";
import { getSetup } from "../api/setup";
import { AdminStep } from "../components/admin-step";
import { InvoiceStep } from "../components/invoice-step";
import { OrderStep } from "../components/order-step";
import { PluginStep } from "../components/plugin-step";
import { ProductStep } from "../components/product-step";
import { ServerStep } from "../components/server-step";
import { StepList } from "../components/step-list";
import { doneSteps, nextStep, steps, type Step } from "../components/steps";
import { TaxStep } from "../components/tax-step";

export default function SetupPage() {
  const { t } = useTranslation("setup");
  const Link = useLink();
  useTitle(t("title"));
  const [{ step: named }, setUrl] = useUrlState("step");
  const company = useQuery(getCompany);
  const plugins = useQuery(listPlugins);
  // The first order is waited for: it goes through while one looks on.
  const there = useQuery({ ...getSetup, refetchInterval: ({ state }) => (named === "order" && state.data?.orders === false ? 5_000 : false) });
  const known = [company, there, plugins].every((query) => query.data !== undefined || query.error);
  const done = doneSteps({ company: company.data?.value, there: there.data, plugins: plugins.data?.data });
  const next = nextStep(done);
  const step: Step = steps.find((one) => one === named) ?? next ?? "order";
  const go = (to: Step) => setUrl({ step: to }, true);
  const following = steps[steps.indexOf(step) + 1];
  const content: Record<Step, () => ReactNode> = {
    admin: () => <AdminStep />,
    company: () => (
      <Ask query={company} skeleton={<Skeleton className="h-96" />}>
        {(stored) => <CompanyForm stored={stored} />}
      </Ask>
    ),
    tax: () => (
      <Ask query={company} skeleton={<Skeleton className="h-40" />}>
        {({ value: seller }) => <TaxStep seller={seller} />}
      </Ask>
    ),
    invoices: () => <InvoiceStep />,
    gateway: () => (
      <Ask query={plugins} skeleton={<Skeleton className="h-64" />}>
        {(list) => <PluginStep kind="gateway" plugins={list.data} />}
      </Ask>
    ),
    server: () => (
      <Ask query={plugins} skeleton={<Skeleton className="h-64" />}>
        {(list) => <ServerStep plugins={list.data} />}
      </Ask>
    ),
    registrar: () => (
      <Ask query={plugins} skeleton={<Skeleton className="h-64" />}>
        {(list) => (
          <div className="flex flex-col gap-5">
            <PluginStep kind="registrar" plugins={list.data} />
            <Link href="/tlds/new" className="text-sm text-primary hover:underline">
              {t("add_tld")}
            </Link>
          </div>
        )}
      </Ask>
    ),
    product: () => (
      <Ask query={plugins} skeleton={<Skeleton className="h-64" />}>
        {(list) => <ProductStep plugins={list.data} />}
      </Ask>
    ),
    order: () => <OrderStep sells={there.data?.products !== false} />,
  };
  return (
    <>
      <PageHeader title={t("title")} description={t("description", { done: done.size, all: steps.length })} />
      {known && next === null && (
        <div role="status" className="mb-4 flex flex-wrap items-center gap-3 rounded-lg border border-success/30 bg-success/10 px-4 py-3 text-sm text-success">
          <PartyPopper className="size-5 shrink-0" aria-hidden />
          <span className="flex-1">{t("all_done")}</span>
          <Button asChild variant="secondary" size="sm">
            <Link href="/">{t("to_today")}</Link>
          </Button>
        </div>
      )}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <StepList done={done} current={step} onGo={go} />
        {known ? (
          <Card title={t(`step.${step}`)}>
            <p className="mb-5 max-w-prose text-sm text-muted-foreground">{t(`text.${step}`)}</p>
            <div key={step}>{content[step]()}</div>
            {following && (
              <div className="mt-6 flex justify-end border-t pt-4">
                <Button variant={done.has(step) ? "primary" : "secondary"} onClick={() => go(following)}>
                  {t("next_step", { step: t(`step.${following}`) })}
                  <ArrowRight className="rtl:rotate-180" aria-hidden />
                </Button>
              </div>
            )}
          </Card>
        ) : (
          <Skeleton className="h-96" />
        )}
      </div>
    </>
  );
}
