import { Button } from "@hostler/ui/button";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { stateOf, type Draft } from "./draft";

interface PublishBarProps {
  draft: Draft;
  busy: boolean;
  onReview: () => void;
  onDiscard: () => void;
}

/** What is not published yet, and the way to publish it; stays in reach. */
export function PublishBar({ draft, busy, onReview, onDiscard }: PublishBarProps) {
  const { t } = useTranslation("dns");
  const count = { added: 0, changed: 0, removed: 0, same: 0 };
  for (const row of draft.rows) count[stateOf(row)] += 1;
  return (
    <div role="status" className="sticky bottom-3 z-20 mt-4 flex flex-wrap items-center justify-between gap-3 rounded-lg border bg-popover px-4 py-3 shadow-float">
      <p className="text-sm font-medium">
        {t("unpublished", { count: count.added + count.changed + count.removed })}
        <span className="block text-xs font-normal text-muted-foreground">{t("unpublished_parts", { added: count.added, changed: count.changed, removed: count.removed })}</span>
      </p>
      <span className="flex gap-2">
        <Button variant="ghost" onClick={onDiscard}>
          {t("discard")}
        </Button>
        <Button busy={busy} onClick={onReview}>
          {t("review")}
        </Button>
      </span>
    </div>
  );
}
