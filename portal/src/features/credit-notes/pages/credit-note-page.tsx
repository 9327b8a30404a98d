import { Card } from "@hostler/ui/card";
import { CivilDate } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { getCreditNote } from "../api/credit-notes";
import { CreditNotePdf } from "../components/credit-note-pdf";
import { CreditNoteSums } from "../components/credit-note-sums";

export default function CreditNotePage() {
  const { t } = useTranslation("credit-notes");
  const Link = useLink();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getCreditNote(id));
  useTitle(query.data?.number ?? t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-72" />}>
      {(note) => (
        <>
          <PageHeader trail={[{ label: t("title"), href: "/credit-notes" }]} title={<span className="font-mono">{note.number}</span>} actions={<CreditNotePdf note={note} />} />
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <Card>
              <DescriptionList
                facts={[
                  [t("issued"), <CivilDate key="issued" value={note.issue_date} />],
                  [
                    t("corrects"),
                    <Link key="invoice" href={`/invoices/${note.invoice_id}`} className="inline-flex min-h-6 items-center text-primary hover:underline">
                      {t("the_invoice")}
                    </Link>,
                  ],
                  [
                    t("reason"),
                    <span key="reason" className="break-words">
                      {note.reason}
                    </span>,
                  ],
                ]}
              />
              <p className="mt-3 text-xs text-muted-foreground">{t("what_it_is")}</p>
            </Card>
            <CreditNoteSums note={note} />
          </div>
        </>
      )}
    </Ask>
  );
}
