import { Button } from "@hostler/ui/button";
import { DescriptionList } from "@hostler/ui/description-list";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { todayIn } from "@hostler/ui/lib/civil-date";
import { useLink } from "@hostler/ui/lib/link";
import { Skeleton } from "@hostler/ui/skeleton";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Ask } from "@hostler/web-kit/react/ask";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Company } from "../../../company/company";
import { addTax, listTaxes } from "../api/setup";

type Rate = { name: string; rate: string; country: string; region?: string };

/** Where the seller is, and the rate of its country's tax. */
export function TaxStep({ seller }: { seller: Company }) {
  return (
    <Ask query={useQuery(listTaxes)} skeleton={<Skeleton className="h-40" />}>
      {(all) => <Rates taxes={all} seller={seller} />}
    </Ask>
  );
}

function Rates({ taxes, seller }: { taxes: Rate[]; seller: Company }) {
  const { t } = useTranslation("setup");
  const { locale } = useWords();
  const Link = useLink();
  const { country, state } = seller.address;
  const [name, setName] = useState(country === "IN" ? "GST" : "VAT");
  const [rate, setRate] = useState(country === "IN" ? "18" : "");
  const [broken, setBroken] = useState("");
  const add = useAct({ run: () => addTax({ name: name.trim(), rate: rate.trim(), country, valid_from: todayIn() }), done: t("tax_added"), invalidates: ["taxes", "setup"] });
  const regions = new Intl.DisplayNames([locale], { type: "region" });
  return (
    <div className="flex flex-col gap-5">
      <DescriptionList
        columns={2}
        facts={[
          [t("legal_name"), seller.legal_name || "–"],
          [t("country"), regions.of(country)],
          [t("state"), state || "–"],
          [t("currency"), seller.currency],
        ]}
      />
      {taxes.length > 0 ? (
        <ul className="flex flex-col gap-1 text-sm">
          {taxes.map((one, index) => (
            <li key={index}>
              {one.name} <span className="font-mono">{one.rate} %</span> {regions.of(one.country)} {one.region}
            </li>
          ))}
        </ul>
      ) : (
        <form
          noValidate
          className="flex flex-wrap items-start gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            const fits = /^\d{1,3}(\.\d{1,6})?$/.test(rate.trim());
            setBroken(fits ? "" : t("bad_rate"));
            if (fits) void add.go();
          }}
        >
          <Field label={t("tax_name")} error={add.failure?.fields.name} className="w-32">
            <Input value={name} maxLength={30} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label={t("tax_rate")} error={broken || add.failure?.fields.rate} className="w-32">
            <Input value={rate} inputMode="decimal" className="text-end tabular-nums" onChange={(event) => setRate(event.target.value)} />
          </Field>
          <Button type="submit" className="mt-6.5" busy={add.busy}>
            {t("add_tax")}
          </Button>
          {add.failure && Object.keys(add.failure.fields).length === 0 && <FormFailure failure={add.failure} />}
        </form>
      )}
      <p className="flex flex-wrap gap-4 text-sm">
        <Link href="/taxes" className="text-primary hover:underline">
          {t("all_taxes")}
        </Link>
        <Link href="/settings/tax" className="text-primary hover:underline">
          {t("tax_settings")}
        </Link>
      </p>
    </div>
  );
}
