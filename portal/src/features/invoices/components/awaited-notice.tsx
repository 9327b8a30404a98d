import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { Notice } from "@hostler/ui/notice";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { isAwaited, latestPayments } from "../../../paying/open-payments";
import type { Invoice } from "../api/list-invoices";
import { isPayable } from "../api/pay-invoices";

/** A transfer for this invoice that was begun and is looked for: nobody should send it twice. */
export function AwaitedNotice({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation("invoices");
  const Link = useLink();
  const payments = useQuery({ ...latestPayments, enabled: isPayable(invoice) }).data ?? [];
  const awaited = payments.find((payment) => isAwaited(payment) && payment.invoices?.includes(invoice.id));
  if (!awaited || !isPayable(invoice)) return null;
  const proved = awaited.status === "processing";
  return (
    <Notice
      tone="info"
      className="mb-4"
      title={proved ? t("awaited.proved") : t("awaited.begun")}
      action={
        <Button asChild size="sm" variant="secondary">
          <Link href={`/pay/${awaited.id}`}>{t("awaited.look")}</Link>
        </Button>
      }
    >
      {proved ? t("awaited.proved_text") : t("awaited.begun_text")}
    </Notice>
  );
}
