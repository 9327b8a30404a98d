import { Button } from "@hostler/ui/button";
import { Notice } from "@hostler/ui/notice";
import { useTranslation } from "@hostler/web-kit/react/texts";

/** The cart is another one than this window showed. */
export function ChangedElsewhere({ onSeen }: { onSeen: () => void }) {
  const { t } = useTranslation("order");
  return (
    <Notice
      tone="warning"
      className="mb-4"
      title={t("elsewhere")}
      action={
        <Button size="sm" variant="secondary" onClick={onSeen}>
          {t("elsewhere_seen")}
        </Button>
      }
    >
      {t("elsewhere_text")}
    </Notice>
  );
}
