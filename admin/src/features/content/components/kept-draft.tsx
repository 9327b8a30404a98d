import { Button } from "@hostler/ui/button";
import { Instant } from "@hostler/ui/date";
import { Notice } from "@hostler/ui/notice";
import { useTranslation } from "@hostler/web-kit/react/texts";

/** What was written and not saved is back; it can be thrown away. */
export function KeptDraft({ at, onDiscard }: { at: number; onDiscard: () => void }) {
  const { t } = useTranslation("content");
  return (
    <Notice
      tone="info"
      title={t("draft_back")}
      action={
        <Button size="sm" variant="secondary" onClick={onDiscard}>
          {t("discard")}
        </Button>
      }
    >
      {t("draft_of")} <Instant value={new Date(at).toISOString()} relative />
    </Notice>
  );
}
