import { Dialog, DialogContent } from "@hostler/ui/dialog";

import { useTranslation } from "./texts";

export function ShortcutsDialog({ open, onOpenChange, pages }: { open: boolean; onOpenChange: (open: boolean) => void; pages: { keys: string; label: string }[] }) {
  const { t } = useTranslation("common");
  const rows = [
    { keys: "Ctrl K", label: t("app.shortcut_palette") },
    { keys: "/", label: t("app.shortcut_filter") },
    { keys: "j", label: t("app.shortcut_next") },
    { keys: "k", label: t("app.shortcut_previous") },
    { keys: "x", label: t("app.shortcut_select") },
    { keys: "?", label: t("app.shortcut_help") },
    ...pages,
  ];
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t("app.shortcuts_title")}>
        <dl className="grid grid-cols-[1fr_auto] gap-y-2 pb-3 text-sm">
          {rows.map(({ keys, label }) => (
            <div key={keys} className="contents">
              <dt>{label}</dt>
              <dd>
                <kbd className="rounded border bg-muted px-1.5 py-0.5 font-mono text-xs">{keys}</kbd>
              </dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  );
}
