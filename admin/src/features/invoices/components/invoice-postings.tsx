import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { EmptyState } from "@hostler/ui/empty-state";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { BookOpen } from "lucide-react";

import { PostingsTable } from "../../../documents/postings-table";
import { postingsOf } from "../api/invoice-money";
import type { Invoice } from "../api/list-invoices";

/** What the ledger says of this invoice: every posting that names it, or that belongs to its own journal. */
export function InvoicePostings({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation("invoices");
  const query = useInfiniteQuery(postingsOf(invoice));
  return (
    <Card title={t("postings")} flush>
      <Ask query={query} skeleton={<SkeletonRows rows={5} />}>
        {(list) => {
          const all = list.pages.flatMap((part) => part.rows);
          const own = all.filter((posting) => posting.invoice_id === invoice.id);
          // A journal's other side names no invoice: it is told by its reference.
          const journals = new Set(own.map((posting) => `${posting.what} ${posting.reference}`));
          const rows = all.filter((posting) => posting.invoice_id === invoice.id || (!posting.invoice_id && journals.has(`${posting.what} ${posting.reference}`)));
          const more = query.hasNextPage && (
            <Button variant="ghost" size="sm" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t("look_further")}
            </Button>
          );
          if (rows.length === 0) return <EmptyState icon={BookOpen} title={t("no_posting")} action={more} />;
          return (
            <>
              <PostingsTable postings={rows} />
              {more && <div className="flex justify-center border-t p-2">{more}</div>}
            </>
          );
        }}
      </Ask>
    </Card>
  );
}
