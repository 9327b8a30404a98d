import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useBlocker } from "@tanstack/react-router";

/** Nobody leaves with changes that are not published without being told. Who has to sign in again finds them afterwards. */
export function LeaveGuard({ dirty, count, onLeave }: { dirty: boolean; count: number; onLeave: () => void }) {
  const { t } = useTranslation("dns");
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname && (next.pathname as string) !== "/login",
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  if (blocker.status !== "blocked") return null;
  return (
    <ConfirmDialog
      open
      danger
      onOpenChange={(open) => !open && blocker.reset()}
      title={t("leave.title")}
      consequence={t("leave.consequence", { count })}
      confirm={t("leave.confirm")}
      onConfirm={() => {
        onLeave();
        blocker.proceed();
      }}
    />
  );
}
