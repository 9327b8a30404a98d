import { PageHeader } from "@hostler/ui/page-header";
import { oneOf } from "@hostler/web-kit/paged-query";
import { NotFoundScreen } from "@hostler/web-kit/react/error-screens";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useParams } from "@tanstack/react-router";

import { allReports, tableReports } from "../api/reports";
import { Gstr1Report } from "../components/gstr1-report";
import { ReceivablesReport } from "../components/receivables-report";
import { RecurringReport } from "../components/recurring-report";
import { TableReport } from "../components/table-report";
import { TrialBalanceReport } from "../components/trial-balance-report";

export default function ReportPage() {
  const { t } = useTranslation("reports");
  const { name: asked = "" } = useParams({ strict: false }) as { name?: string };
  const name = oneOf(allReports, asked);
  useTitle(name ? t(`report.${name}.title`) : t("title"));
  if (!name) return <NotFoundScreen />;
  const table = oneOf(tableReports, name);
  return (
    <>
      <PageHeader title={t(`report.${name}.title`)} description={t(`report.${name}.text`)} trail={[{ label: t("title"), href: "/reports" }]} />
      {table && <TableReport key={table} name={table} />}
      {name === "recurring" && <RecurringReport />}
      {name === "gstr1" && <Gstr1Report />}
      {name === "trial-balance" && <TrialBalanceReport />}
      {name === "receivables" && <ReceivablesReport />}
    </>
  );
}
