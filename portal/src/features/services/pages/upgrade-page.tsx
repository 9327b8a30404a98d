import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { CivilDate } from "@hostler/ui/date";
import type { Money as Amount } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { RadioGroup, RadioItem } from "@hostler/ui/radio-group";
import { Skeleton } from "@hostler/ui/skeleton";
import { useIdempotencyKey } from "@hostler/web-kit/idempotency";
import { Ask } from "@hostler/web-kit/react/ask";
import { useExplain } from "@hostler/web-kit/react/explain";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";

import { bySize, priceOf, products, type Product } from "../../../catalog/products";
import { getService, upgradeService, type Service, type Upgrade } from "../api/services";
import { nameOf, productIdOf } from "../components/service-name";

/** Another plan: what it costs for the rest of the term is on the table before anything happens. */
export default function UpgradePage() {
  const { t } = useTranslation("services");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  useTitle(t("change_plan"));
  const service = useQuery(getService(id));
  const all = useQuery(products);
  return (
    <>
      <PageHeader
        title={t("change_plan")}
        trail={[
          { label: t("title"), href: "/services" },
          { label: service.data ? nameOf(service.data) : id, href: `/services/${id}` },
        ]}
      />
      <Ask query={service} skeleton={<Skeleton className="h-64" />}>
        {(one) => (
          <Ask query={all} skeleton={<Skeleton className="h-64" />}>
            {(list) => <Choice service={one} all={list} />}
          </Ask>
        )}
      </Ask>
    </>
  );
}

function Choice({ service, all }: { service: Service; all: Product[] }) {
  const { t } = useTranslation(["services", "catalog"]);
  const [state, change] = useUrlState("to");
  const own = productIdOf(service);
  const type = all.find((product) => product.id === own)?.type;
  const others = bySize(
    all.filter((product) => product.id !== own && (!type || product.type === type) && priceOf(product, service.cycle, service.price.currency)),
    service.price.currency,
  );
  if (others.length === 0) return <p className="text-muted-foreground">{t("no_other_plan")}</p>;
  const chosen = others.find((product) => product.id === state.to);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[1fr_24rem]">
      <Card title={t("other_plans")}>
        <RadioGroup value={chosen?.id ?? ""} onValueChange={(to) => change({ to })} aria-label={t("other_plans")}>
          {others.map((product) => {
            const price = priceOf(product, service.cycle, service.price.currency);
            return (
              <RadioItem key={product.id} value={product.id} help={(product.features ?? []).join(" · ")}>
                <span className="font-medium">{product.name}</span> · {price && <Money value={price.price} />} {t(`catalog:per.${service.cycle}`)}
              </RadioItem>
            );
          })}
        </RadioGroup>
      </Card>
      {chosen && <Preview key={chosen.id} service={service} product={chosen} />}
    </div>
  );
}

function Preview({ service, product }: { service: Service; product: Product }) {
  const { t } = useTranslation("services");
  const explain = useExplain();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const key = useIdempotencyKey();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ text: string; requestId?: string } | null>(null);
  const query = useQuery({
    queryKey: ["services", "upgrade", service.id, product.id],
    staleTime: 0,
    queryFn: () => upgradeService(service.id, { product_id: product.id, preview: true }),
  });
  const go = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const done = await upgradeService(service.id, { product_id: product.id }, key.header);
      await queries.invalidateQueries({ queryKey: ["services"] });
      const invoice = invoiceOf(done);
      await navigate({ href: invoice ? `/invoices/${invoice}` : `/services/${service.id}` } as never);
    } catch (error) {
      key.renew();
      const words = explain(error);
      setFailure({ text: words.detail ?? words.title, requestId: words.requestId });
      setBusy(false);
    }
  };
  return (
    <Card title={t("preview")}>
      <Ask query={query} skeleton={<Skeleton className="h-40" />}>
        {(view) => (
          <div className="flex flex-col gap-4">
            <dl className="grid grid-cols-[1fr_auto] gap-y-2 text-sm">
              <Row label={t("preview_charge")} value={view.charge as Amount} />
              <Row label={t("preview_credit")} value={{ ...(view.credit as Amount), amount: -(view.credit as Amount).amount }} />
              {(view.taxes ?? []).map((tax) => (
                <Row key={tax.name} label={`${tax.name} ${tax.rate} %`} value={tax.amount} />
              ))}
              <dt className="border-t pt-2 font-semibold">{view.total.amount >= 0 ? t("preview_total") : t("preview_back")}</dt>
              <dd className="border-t pt-2 text-end font-semibold">
                <Money value={view.total} mono />
              </dd>
            </dl>
            <p className="text-xs text-muted-foreground">
              {t("preview_then")} <Money value={view.price} /> · <CivilDate value={view.next_due_date} />
            </p>
            <FormFailure failure={failure} />
            <Button size="lg" busy={busy} onClick={() => void go()}>
              {t("change_to", { plan: product.name })}
            </Button>
          </div>
        )}
      </Ask>
    </Card>
  );
}

function Row({ label, value }: { label: string; value: Amount }) {
  return (
    <>
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="text-end">
        <Money value={value} mono />
      </dd>
    </>
  );
}

function invoiceOf(done: Upgrade): string | null {
  const invoice = done.invoice as { id?: string } | string | null | undefined;
  return typeof invoice === "string" ? invoice : (invoice?.id ?? null);
}
