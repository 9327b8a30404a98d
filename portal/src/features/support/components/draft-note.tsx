import { Button } from "@hostler/ui/button";
import { Instant } from "@hostler/ui/date";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { FilePenLine } from "lucide-react";

/** Says that what stands here was begun before, and lets it go. */
export function DraftNote({ at, onDiscard }: { at: number; onDiscard: () => void }) {
  const { t } = useTranslation("support");
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-info/30 bg-info/10 px-3 py-2 text-sm">
      <FilePenLine className="size-4 shrink-0 text-info" aria-hidden />
      <span className="min-w-40 flex-1">
        {t("draft.found")} <Instant value={new Date(at).toISOString()} relative className="text-muted-foreground" />
      </span>
      <Button variant="secondary" size="sm" onClick={onDiscard}>
        {t("draft.discard")}
      </Button>
    </div>
  );
}
