import { WifiOff } from "lucide-react";
import { useSyncExternalStore } from "react";

import { useTranslation } from "./texts";

function listen(change: () => void) {
  addEventListener("online", change);
  addEventListener("offline", change);
  return () => {
    removeEventListener("online", change);
    removeEventListener("offline", change);
  };
}

export function useOnline(): boolean {
  return useSyncExternalStore(listen, () => navigator.onLine);
}

/** Across the top while the network is away: what is on the page stays. */
export function OfflineNotice() {
  const { t } = useTranslation("common");
  if (useOnline()) return null;
  return (
    <p role="status" className="flex items-center justify-center gap-2 border-b border-warning/30 bg-warning/10 px-4 py-2 text-sm text-warning">
      <WifiOff className="size-4 shrink-0" aria-hidden />
      {t("app.offline")}
    </p>
  );
}
