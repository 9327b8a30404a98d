import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { CivilDate, Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { useLink } from "@hostler/ui/lib/link";
import { Notice } from "@hostler/ui/notice";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { getQuote } from "../api/quotes";
import { QuoteDecision } from "../components/quote-decision";
import { QuoteLines } from "../components/quote-lines";
import { shownState } from "../components/shown-state";

export default function QuotePage() {
  const { t } = useTranslation("quotes");
  const Link = useLink();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getQuote(id));
  useTitle(query.data?.title ?? t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(quote) => (
        <>
          <PageHeader
            trail={[{ label: t("title"), href: "/quotes" }]}
            title={<span className="break-words">{quote.title}</span>}
            badge={<StatusBadge state={shownState(quote)} />}
            actions={<QuoteDecision quote={quote} />}
          />
          {quote.status === "expired" && (
            <Notice tone="warning" className="mb-4" title={t("expired")}>
              {t("expired_text")}
            </Notice>
          )}
          {quote.status === "accepted" && quote.invoice_id && (
            <Notice
              tone="success"
              className="mb-4"
              title={t("accepted")}
              action={
                <Button asChild size="sm">
                  <Link href={`/invoices/${quote.invoice_id}`}>{t("to_invoice")}</Link>
                </Button>
              }
            />
          )}
          <div className="grid items-start gap-4 xl:grid-cols-[1fr_20rem]">
            <QuoteLines quote={quote} />
            <Card>
              <DescriptionList
                facts={[
                  [t("made"), <Instant key="made" value={quote.created_at} />],
                  [t("valid_until"), <CivilDate key="valid" value={quote.valid_until} />],
                ]}
              />
              {quote.notes && <p className="mt-3 border-t pt-3 text-sm break-words whitespace-pre-line">{quote.notes}</p>}
              <p className="mt-3 text-xs text-muted-foreground">{t("taxes_of_today")}</p>
            </Card>
          </div>
        </>
      )}
    </Ask>
  );
}
