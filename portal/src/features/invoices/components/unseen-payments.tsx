import { Button } from "@hostler/ui/button";
import { useTranslation } from "@hostler/web-kit/react/texts";

interface UnseenPaymentsProps {
  failed: boolean;
  busy: boolean;
  onRetry: () => void;
}

/** In place of what pays, until it is known what is being paid already. */
export function UnseenPayments({ failed, busy, onRetry }: UnseenPaymentsProps) {
  const { t } = useTranslation("invoices");
  if (!failed)
    return (
      <span role="status" className="text-sm text-muted-foreground">
        {t("looking")}
      </span>
    );
  return (
    <span role="alert" className="flex flex-wrap items-center gap-2 text-sm text-warning">
      {t("unseen")}
      <Button variant="secondary" size="sm" busy={busy} onClick={onRetry}>
        {t("common:ui.retry")}
      </Button>
    </span>
  );
}
