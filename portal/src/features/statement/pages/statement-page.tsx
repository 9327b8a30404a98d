import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { todayIn } from "@hostler/ui/lib/civil-date";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { toast } from "@hostler/ui/toaster";
import { useBrand } from "@hostler/web-kit/brand";
import { Ask } from "@hostler/web-kit/react/ask";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { saveBlob } from "@hostler/web-kit/save-blob";
import { useQuery } from "@tanstack/react-query";
import { FileDown } from "lucide-react";
import { useState } from "react";

import { statement, statementCsv } from "../api/statement";
import { spanOf } from "../components/span";
import { SpanForm } from "../components/span-form";
import { StatementTable } from "../components/statement-table";

/** What was owed and paid between two days. */
export default function StatementPage() {
  const { t } = useTranslation("statement");
  const { country } = useBrand();
  const explain = useExplain();
  const [state, change] = useUrlState("from", "to");
  const [busy, setBusy] = useState(false);
  useTitle(t("title"));
  const today = todayIn();
  const span = spanOf(state.from, state.to, today);
  const query = useQuery(statement(span.from, span.to));
  const download = async () => {
    setBusy(true);
    try {
      saveBlob(await statementCsv(span.from, span.to), `statement-${span.from}-${span.to}.csv`);
    } catch (error) {
      void toast("error", t("csv_failed"), { description: explain(error).detail });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <Button variant="secondary" busy={busy} onClick={() => void download()}>
            {!busy && <FileDown aria-hidden />}
            {t("csv")}
          </Button>
        }
      />
      <SpanForm key={`${span.from} ${span.to}`} span={span} today={today} country={country} onChange={(next) => change({ ...next }, true)} />
      <Card flush>
        <Ask query={query} skeleton={<SkeletonRows />}>
          {(told) => (
            <>
              <StatementTable statement={told} />
              {told.rows.length === 0 && <p className="border-t px-4 py-3 text-sm text-muted-foreground">{t("nothing")}</p>}
              <p className="border-t px-4 py-3 text-sm">
                {told.closing.amount > 0 ? t("owed") : told.closing.amount < 0 ? t("held") : t("even")}{" "}
                {told.closing.amount !== 0 && <Money value={{ ...told.closing, amount: Math.abs(told.closing.amount) }} className="font-semibold" />}
              </p>
            </>
          )}
        </Ask>
      </Card>
    </>
  );
}
