import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { EmptyState } from "@hostler/ui/empty-state";
import { useWords } from "@hostler/ui/lib/ui-text";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { rowsOf } from "@hostler/web-kit/paged-query";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { BookOpen } from "lucide-react";

import { PostingsTable } from "../../../documents/postings-table";
import { listLedger } from "../api/statement";

/** Every posting of a client, newest first, in all currencies. */
export function LedgerTable({ client }: { client: string }) {
  const { t } = useTranslation("reports");
  const { text } = useWords();
  const query = useInfiniteQuery(listLedger(client));
  return (
    <Card flush>
      <Ask query={query} skeleton={<SkeletonRows rows={10} />} isEmpty={(list) => rowsOf(list).length === 0} empty={<EmptyState icon={BookOpen} title={t("no_postings")} />}>
        {(list) => (
          <>
            <PostingsTable postings={rowsOf(list)} invoices />
            {query.hasNextPage && (
              <div className="flex justify-center border-t p-2">
                <Button variant="ghost" size="sm" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {text("load_more")}
                </Button>
              </div>
            )}
          </>
        )}
      </Ask>
    </Card>
  );
}
