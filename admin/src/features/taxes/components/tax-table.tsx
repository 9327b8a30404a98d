import { Badge } from "@hostler/ui/badge";
import type { Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import { todayIn } from "@hostler/ui/lib/civil-date";
import { useWords } from "@hostler/ui/lib/ui-text";
import { StatusBadge } from "@hostler/ui/status-badge";
import { placeOfSupply } from "@hostler/web-kit/gst-states";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { WholeList } from "@hostler/web-kit/react/whole-list";
import { useQuery } from "@tanstack/react-query";
import { CalendarX, Landmark, Trash2 } from "lucide-react";

import { endTax, listTaxes, removeTax, type TaxRate } from "../api/taxes";

import { AddTax } from "./add-tax";

const states = ["active", "planned", "expired"] as const;

function stateOf(rate: TaxRate, today: string) {
  if (rate.valid_until && rate.valid_until <= today) return "expired";
  return rate.valid_from > today ? "planned" : "active";
}

/** Rates, past and future: a rate changes by ending and another one beginning, so each day has the one it had. */
export function TaxTable() {
  const { t } = useTranslation(["taxes", "desk"]);
  const { locale, text } = useWords();
  const [filter, setFilter] = useUrlState("state");
  const today = todayIn();
  const countries = new Intl.DisplayNames([locale], { type: "region" });
  const columns: Column<TaxRate>[] = [
    {
      id: "name",
      header: t("tax"),
      card: "title",
      cell: (rate) => (
        <span className="inline-flex flex-wrap items-center gap-2">
          {rate.name}
          {rate.additional && <Badge>{rate.compound ? t("compound") : t("additional")}</Badge>}
        </span>
      ),
    },
    { id: "rate", header: t("rate"), align: "end", cell: (rate) => <span className="font-mono text-[0.96em]">{rate.rate} %</span> },
    {
      id: "where",
      header: t("where"),
      cell: (rate) => [countries.of(rate.country) ?? rate.country, rate.country === "IN" ? placeOfSupply(rate.region ?? "") : rate.region].filter(Boolean).join(", "),
    },
    { id: "class", header: t("class"), cell: (rate) => (rate.tax_class ? <span className="font-mono text-xs">{rate.tax_class}</span> : t("everything")) },
    { id: "from", header: t("from"), cell: (rate) => <CivilDate value={rate.valid_from} /> },
    { id: "until", header: t("until"), cell: (rate) => (rate.valid_until ? <CivilDate value={rate.valid_until} /> : "–") },
    { id: "state", header: t("state"), card: "corner", cell: (rate) => <StatusBadge state={stateOf(rate, today)} /> },
    {
      id: "acts",
      header: text("actions"),
      align: "end",
      cell: (rate) => (
        <span className="inline-flex flex-wrap justify-end gap-1 py-1">
          {stateOf(rate, today) !== "expired" && (
            <ActButton
              label={t("end")}
              size="sm"
              icon={CalendarX}
              title={t("end_title", { name: rate.name, rate: rate.rate })}
              consequence={t("end_text")}
              fields={[{ name: "valid_until", label: t("until"), kind: "date", required: true, value: rate.valid_until ?? today }]}
              run={({ valid_until = "" }) => endTax(rate.id ?? "", valid_until)}
              done={t("ended")}
              invalidates={["taxes"]}
            />
          )}
          <ActButton
            label={t("desk:remove")}
            size="sm"
            icon={Trash2}
            danger
            title={t("remove_title", { name: rate.name, rate: rate.rate })}
            consequence={t("remove_text")}
            run={() => removeTax(rate.id ?? "")}
            done={t("desk:removed")}
            invalidates={["taxes"]}
          />
        </span>
      ),
    },
  ];
  return (
    <WholeList
      title={t("rates")}
      action={<AddTax />}
      label={t("rates")}
      query={useQuery(listTaxes)}
      rows={(all) => all}
      fits={(rate) => !filter.state || stateOf(rate, today) === filter.state}
      columns={columns}
      rowId={(rate) => rate.id ?? rate.name}
      filters={<StateFilter label={t("state")} value={filter.state} values={states} onChange={(state) => setFilter({ state })} />}
      onShowAll={() => setFilter({ state: undefined })}
      empty={{ icon: Landmark, title: t("empty"), text: t("empty_text") }}
    />
  );
}
