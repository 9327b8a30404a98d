import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { isAwaited, latestPayments } from "../../../paying/open-payments";

/** Transfers that were begun: here one finds back to where to send the money, and to sending a receipt. */
export function UnderWay() {
  const { t } = useTranslation("money");
  const Link = useLink();
  const awaited = (useQuery(latestPayments).data ?? []).filter(isAwaited);
  if (awaited.length === 0) return null;
  return (
    <Card flush title={t("under_way.title")} className="mb-4">
      <ul className="divide-y pb-1">
        {awaited.map((payment) => (
          <li key={payment.id} className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5 text-sm">
            <Link href={`/pay/${payment.id}`} className="inline-flex min-h-6 items-center font-medium hover:underline">
              {payment.status === "processing" ? t("under_way.looked_for") : t("under_way.to_send")}
            </Link>
            <StatusBadge state={payment.status} />
            <span className="text-xs text-muted-foreground">
              <Instant value={payment.created_at} />
            </span>
            <Money value={payment.amount} mono className="ms-auto" />
          </li>
        ))}
      </ul>
    </Card>
  );
}
