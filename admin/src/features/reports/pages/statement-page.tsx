import { EmptyState } from "@hostler/ui/empty-state";
import { Field } from "@hostler/ui/field";
import { PageHeader } from "@hostler/ui/page-header";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { UrlTabs } from "@hostler/web-kit/react/url-tabs";
import { useQuery } from "@tanstack/react-query";
import { UserSearch } from "lucide-react";

import { ClientPicker } from "../../../people/client-picker";
import { getClient, nameOfClient } from "../../../people/clients";
import { getStatement, getStatementCsv } from "../api/statement";
import { CsvButton } from "../components/csv-button";
import { LedgerTable } from "../components/ledger-table";
import { RangeBar } from "../components/range-bar";
import { StatementTable } from "../components/statement-table";

/** A client's account: what was owed and paid in a time, and every posting behind it. */
export default function StatementPage() {
  const { t } = useTranslation("reports");
  const [state, change] = useUrlState("client", "currency");
  const known = useQuery({ ...getClient(state.client ?? ""), enabled: Boolean(state.client) });
  const client = state.client ? (known.data ?? null) : null;
  useTitle(client ? nameOfClient(client) : t("report.statement.title"));
  return (
    <>
      <PageHeader title={client ? nameOfClient(client) : t("report.statement.title")} description={t("report.statement.text")} trail={[{ label: t("title"), href: "/reports" }]} />
      <Field label={t("column.client")} className="mb-4 max-w-md">
        <ClientPicker client={client} onChange={(next) => change({ client: next?.id, currency: undefined })} />
      </Field>
      {!state.client && (
        <EmptyState icon={UserSearch} title={t("choose_client")}>
          {t("choose_client_text")}
        </EmptyState>
      )}
      {state.client && (
        <UrlTabs
          label={t("report.statement.title")}
          tabs={[
            {
              id: "statement",
              label: t("statement_tab"),
              content: () => <Statement client={state.client ?? ""} number={client?.number ?? ""} />,
            },
            { id: "ledger", label: t("ledger_tab"), content: () => <LedgerTable client={state.client ?? ""} /> },
          ]}
        />
      )}
    </>
  );
}

/** Of a time that is named, or of what the engine takes without one. */
function Statement({ client, number }: { client: string; number: string }) {
  const [state, change] = useUrlState("from", "to", "currency");
  const query = { from: state.from, to: state.to, currency: state.currency };
  const told = useQuery(getStatement(client, query)).data;
  return (
    <>
      <RangeBar range={{ from: state.from ?? told?.from, to: state.to ?? told?.to }} onChange={(range) => change(range, true)}>
        <CsvButton load={() => getStatementCsv(client, query)} name={`statement-${number}.csv`} />
      </RangeBar>
      <StatementTable client={client} query={query} />
    </>
  );
}
