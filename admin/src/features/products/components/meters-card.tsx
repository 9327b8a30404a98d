import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { EmptyState } from "@hostler/ui/empty-state";
import { Skeleton } from "@hostler/ui/skeleton";
import { useAct } from "@hostler/web-kit/react/act";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { Gauge, Plus } from "lucide-react";
import { useState } from "react";

import { currenciesIn } from "../../../catalogue/price-table";
import type { Product } from "../../../catalogue/products";
import { FailureSummary } from "../../../forms/failure-summary";
import { listMeters, saveMeters, type Meter } from "../api/meters";

import { emptyMeter, meterDraftOf, readMeter, type MeterDraft } from "./meter-draft";
import { MeterFields } from "./meter-fields";

/** What the product bills by use, after each month. */
export function MetersCard({ product }: { product: Product }) {
  const { t } = useTranslation("products");
  return (
    <Card title={t("meters")}>
      <p className="mb-4 max-w-prose text-sm text-muted-foreground">{t("meters_text")}</p>
      <Ask query={useQuery(listMeters(product.id))} skeleton={<Skeleton className="h-48" />}>
        {({ meters = [], next }) => (
          <>
            {next && (
              <p role="status" className="mb-4 rounded-md border border-info/30 bg-info/10 px-3 py-2 text-sm text-info">
                {t("meters_next")}
              </p>
            )}
            <Meters key={JSON.stringify(next ?? meters)} product={product} stored={next ?? meters} />
          </>
        )}
      </Ask>
    </Card>
  );
}

function Meters({ product, stored }: { product: Product; stored: Meter[] }) {
  const { t } = useTranslation(["products", "desk"]);
  const sold = currenciesIn(product.pricing ?? []);
  const [drafts, setDrafts] = useState<MeterDraft[]>(() => stored.map(meterDraftOf));
  const [broken, setBroken] = useState<Record<string, string>>({});
  const save = useAct<Meter[]>({ run: (meters) => saveMeters(product.id, meters), done: t("desk:saved"), invalidates: ["product-meters"] });
  const submit = () => {
    const wrong: Record<string, string> = {};
    const meters = drafts.map((draft, index) => {
      const read = readMeter(draft);
      for (const field of read.broken) wrong[`meters[${index}].${field}`] = t("bad_amount");
      return read.meter;
    });
    setBroken(wrong);
    if (Object.keys(wrong).length === 0) void save.go(meters);
  };
  const errors = { ...save.failure?.fields, ...broken };
  return (
    <form
      noValidate
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <FailureSummary failure={save.failure} hasControl={(field) => field.startsWith("meters[")} />
      {drafts.length === 0 && <EmptyState icon={Gauge} title={t("no_meters")} />}
      {drafts.map((draft, index) => (
        <MeterFields
          key={index}
          draft={draft}
          errors={errors}
          path={`meters[${index}]`}
          onChange={(next) => setDrafts(drafts.map((one, at) => (at === index ? next : one)))}
          onRemove={() => setDrafts(drafts.filter((_, at) => at !== index))}
        />
      ))}
      <div className="flex flex-wrap gap-2">
        <Button variant="secondary" onClick={() => setDrafts([...drafts, emptyMeter(sold)])}>
          <Plus aria-hidden />
          {t("add_meter")}
        </Button>
        <Button type="submit" busy={save.busy} disabled={drafts.length === 0 && stored.length === 0}>
          {t("desk:save")}
        </Button>
      </div>
    </form>
  );
}
