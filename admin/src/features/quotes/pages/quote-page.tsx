import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { CivilDate, Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Pencil } from "lucide-react";

import { DocumentLines } from "../../../documents/document-lines";
import { DocumentSums } from "../../../documents/document-sums";
import { ClientName } from "../../../people/client-name";
import { RecordLink } from "../../../records/record-link";
import { changeQuote, getQuote, isOpen, type Quote } from "../api/quotes";
import { QuoteForm } from "../components/quote-form";
import { SendQuote } from "../components/send-quote";

export default function QuotePage() {
  const { t } = useTranslation("quotes");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getQuote(id));
  const [state, change] = useUrlState("edit");
  useTitle(query.data?.title ?? t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(quote) => {
        const editing = state.edit === "yes" && isOpen(quote);
        const stop = () => change({ edit: undefined });
        return (
          <>
            <PageHeader
              trail={[{ label: t("title"), href: "/quotes" }]}
              title={quote.title}
              badge={<StatusBadge state={quote.status} />}
              actions={
                !editing &&
                isOpen(quote) && (
                  <>
                    <Button variant="secondary" onClick={() => change({ edit: "yes" }, true)}>
                      <Pencil aria-hidden />
                      {t("edit")}
                    </Button>
                    {quote.status !== "expired" && <SendQuote quote={quote} />}
                  </>
                )
              }
            />
            {editing ? (
              <QuoteForm
                quote={quote}
                send={(body) => changeQuote(quote.id, body)}
                confirm={t("save")}
                done={quote.status === "sent" ? t("changed_seen") : t("changed")}
                onDone={stop}
                aside={
                  <Button variant="ghost" size="lg" onClick={stop}>
                    {t("stop_editing")}
                  </Button>
                }
              />
            ) : (
              <QuoteDocument quote={quote} />
            )}
          </>
        );
      }}
    </Ask>
  );
}

function QuoteDocument({ quote }: { quote: Quote }) {
  const { t } = useTranslation("quotes");
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[1fr_20rem]">
      <Card title={t("lines")} flush>
        <DocumentLines lines={quote.lines ?? []} />
        <DocumentSums subtotal={quote.subtotal} discount={quote.discount} taxes={quote.taxes ?? []} rounding={quote.rounding} total={quote.total} />
        <p className="px-4 pb-3 text-end text-xs text-muted-foreground">{t("taxes_of_today")}</p>
        {quote.notes && <div className="border-t px-4 py-3 text-sm whitespace-pre-line text-muted-foreground">{quote.notes}</div>}
      </Card>
      <Card>
        <DescriptionList
          facts={[
            [t("client"), <ClientName key="client" id={quote.account_id} />],
            [t("valid_until"), <CivilDate key="until" value={quote.valid_until} />],
            [t("written"), <Instant key="written" value={quote.created_at} />],
            quote.invoice_id ? [t("invoice"), <RecordLink key="invoice" id={quote.invoice_id} />] : null,
          ]}
        />
      </Card>
    </div>
  );
}
