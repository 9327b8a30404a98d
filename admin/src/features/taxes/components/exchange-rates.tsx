import type { Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import { todayIn } from "@hostler/ui/lib/civil-date";
import { useBrand } from "@hostler/web-kit/brand";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { WholeList } from "@hostler/web-kit/react/whole-list";
import { useQuery } from "@tanstack/react-query";
import { ArrowRightLeft, Plus } from "lucide-react";

import { addExchangeRate, listExchangeRates, type ExchangeRate } from "../api/taxes";

/** What foreign currencies are worth for the tax of invoices in them: prices are never converted. */
export function ExchangeRates() {
  const { t } = useTranslation(["taxes", "desk"]);
  const { currency } = useBrand();
  const columns: Column<ExchangeRate>[] = [
    { id: "currency", header: t("currency"), card: "title", cell: (rate) => <span className="font-mono">{rate.currency}</span> },
    { id: "rate", header: t("worth", { currency }), align: "end", cell: (rate) => <span className="font-mono text-[0.96em]">{rate.rate}</span> },
    { id: "from", header: t("from"), align: "end", card: "corner", cell: (rate) => <CivilDate value={rate.valid_from} /> },
  ];
  return (
    <WholeList
      className="mt-6"
      title={t("exchange")}
      label={t("exchange")}
      query={useQuery(listExchangeRates)}
      rows={(all) => all}
      columns={columns}
      rowId={(rate) => `${rate.currency}${rate.valid_from}`}
      empty={{ icon: ArrowRightLeft, title: t("no_exchange"), text: t("no_exchange_text", { currency }) }}
      action={
        <ActButton
          label={t("add_exchange")}
          size="sm"
          icon={Plus}
          title={t("add_exchange")}
          consequence={t("add_exchange_text", { currency })}
          fields={[
            { name: "currency", label: t("currency"), required: true, help: "USD" },
            { name: "rate", label: t("worth", { currency }), required: true },
            { name: "valid_from", label: t("from"), kind: "date", required: true, value: todayIn() },
          ]}
          run={({ currency: code = "", rate = "", valid_from = "" }) => addExchangeRate({ currency: code.toUpperCase(), rate, valid_from })}
          done={t("desk:saved")}
          invalidates={["currencies"]}
        />
      }
    />
  );
}
