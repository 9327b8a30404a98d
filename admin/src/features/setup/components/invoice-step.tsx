import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useLink } from "@hostler/ui/lib/link";
import { Select } from "@hostler/ui/select";
import { Skeleton } from "@hostler/ui/skeleton";
import { useWords } from "@hostler/ui/lib/ui-text";
import { useAct } from "@hostler/web-kit/react/act";
import { Ask } from "@hostler/web-kit/react/ask";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { getSettings, saveSettings } from "../api/setup";

/** How invoices are numbered and when they are due: hard to change once the first has gone out. */
export function InvoiceStep() {
  return (
    <Ask query={useQuery(getSettings)} skeleton={<Skeleton className="h-48" />}>
      {(settings) => <Numbers key={JSON.stringify(settings)} settings={settings} />}
    </Ask>
  );
}

function Numbers({ settings }: { settings: Record<string, unknown> }) {
  const { t } = useTranslation(["setup", "desk"]);
  const { locale } = useWords();
  const Link = useLink();
  const [series, setSeries] = useState(String(settings["invoice.series"] ?? ""));
  const [terms, setTerms] = useState(String(settings["invoice.terms_days"] ?? 0));
  const [month, setMonth] = useState(String(settings["invoice.fiscal_year_first_month"] ?? 4));
  const [broken, setBroken] = useState("");
  const save = useAct({
    run: () => saveSettings({ "invoice.series": series.trim(), "invoice.terms_days": Number(terms), "invoice.fiscal_year_first_month": Number(month) }),
    done: t("desk:saved"),
    invalidates: ["settings"],
  });
  const months = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  const error = save.failure?.fields ?? {};
  return (
    <form
      noValidate
      className="flex max-w-lg flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const fits = /^\d{1,3}$/.test(terms.trim());
        setBroken(fits ? "" : t("desk:whole_number"));
        if (fits) void save.go();
      }}
    >
      <Field label={t("series")} help={t("series_help", { example: `${series || "HST"}/2627/0000001` })} error={error["invoice.series"]}>
        <Input value={series} maxLength={4} className="max-w-32 font-mono" onChange={(event) => setSeries(event.target.value.toUpperCase())} />
      </Field>
      <Field label={t("year_begins")} error={error["invoice.fiscal_year_first_month"]}>
        <Select
          value={month}
          onValueChange={setMonth}
          className="max-w-56"
          options={Array.from({ length: 12 }, (_, at) => ({ value: String(at + 1), label: months.format(Date.UTC(2026, at, 1)) }))}
        />
      </Field>
      <Field label={t("terms")} help={t("terms_help")} error={broken || error["invoice.terms_days"]}>
        <Input value={terms} inputMode="numeric" className="max-w-32 tabular-nums" onChange={(event) => setTerms(event.target.value)} />
      </Field>
      {save.failure && Object.keys(error).length === 0 && <FormFailure failure={save.failure} />}
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" busy={save.busy}>
          {t("desk:save")}
        </Button>
        <Link href="/settings" className="text-sm text-primary hover:underline">
          {t("all_settings")}
        </Link>
      </div>
    </form>
  );
}
