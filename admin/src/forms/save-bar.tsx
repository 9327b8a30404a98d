import { Button } from "@hostler/ui/button";
import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useBlocker } from "@tanstack/react-router";

interface SaveBarProps {
  dirty: boolean;
  busy: boolean;
  onSave: () => void;
  onDiscard: () => void;
  /** Where saving is making it: there is nothing to go back to. */
  saveLabel?: string;
}

/** Stays in reach at the page's foot while something is not saved, and asks before the page is left so. */
export function SaveBar({ dirty, busy, onSave, onDiscard, saveLabel }: SaveBarProps) {
  const { t } = useTranslation("desk");
  const blocker = useBlocker({ shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname, enableBeforeUnload: dirty, withResolver: true });
  return (
    <>
      <div
        role="region"
        aria-label={t("changes")}
        className="sticky bottom-0 z-20 -mx-3 mt-6 flex min-h-14 flex-wrap items-center gap-2 border-t bg-background/95 px-3 py-2 backdrop-blur-sm sm:-mx-6 sm:px-6"
      >
        <span role="status" className="text-sm text-muted-foreground">
          {dirty ? t("unsaved") : t("all_saved")}
        </span>
        <span className="ms-auto flex gap-2">
          <Button variant="secondary" disabled={!dirty || busy} onClick={onDiscard}>
            {t("discard")}
          </Button>
          <Button disabled={!dirty} busy={busy} onClick={onSave}>
            {saveLabel ?? t("save")}
          </Button>
        </span>
      </div>
      <ConfirmDialog
        open={blocker.status === "blocked"}
        onOpenChange={(open) => !open && blocker.reset?.()}
        title={t("leave_title")}
        consequence={t("leave_text")}
        confirm={t("leave")}
        danger
        onConfirm={() => blocker.proceed?.()}
      />
    </>
  );
}
