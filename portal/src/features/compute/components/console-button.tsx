import { Button } from "@hostler/ui/button";
import { CopyButton } from "@hostler/ui/copy-button";
import { DescriptionList } from "@hostler/ui/description-list";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { Secret } from "@hostler/ui/secret";
import { toast } from "@hostler/ui/toaster";
import { ApiError } from "@hostler/web-kit/problem";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { SquareTerminal } from "lucide-react";
import { useState } from "react";

import { openConsole } from "../api/act-on-instance";
import type { Instance } from "../api/instances";

type Console = Awaited<ReturnType<typeof openConsole>>;

/** Its screen and keyboard, by an address for one visit. */
export function ConsoleButton({ instance }: { instance: Instance }) {
  const { t } = useTranslation("compute");
  const explain = useExplain();
  const [busy, setBusy] = useState(false);
  const [socket, setSocket] = useState<Console | null>(null);
  if (instance.status !== "active" || instance.power !== "running") return null;
  const open = async () => {
    setBusy(true);
    // Opened by the click itself, or the browser takes it for an advertisement.
    const tab = window.open("about:blank", "_blank");
    try {
      const console = await openConsole(instance.id);
      if (console.protocol !== "web") {
        tab?.close();
        setSocket(console);
      } else if (tab) {
        tab.opener = null;
        tab.location.replace(console.url);
      } else location.assign(console.url);
    } catch (error) {
      tab?.close();
      const missing = error instanceof ApiError && error.status === 404;
      void toast("error", missing ? t("console.none") : t("console.failed"), { description: missing ? undefined : explain(error).detail });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button variant="secondary" busy={busy} onClick={() => void open()}>
        {!busy && <SquareTerminal aria-hidden />}
        {t("console.open")}
      </Button>
      <Dialog open={socket !== null} onOpenChange={(next) => !next && setSocket(null)}>
        <DialogContent title={t("console.open")} description={t("console.socket")}>
          {socket && (
            <DescriptionList
              className="pb-4"
              facts={[
                [
                  t("console.address"),
                  <span key="url" className="inline-flex items-center gap-1">
                    <code className="font-mono text-sm break-all">{socket.url}</code>
                    <CopyButton value={socket.url} />
                  </span>,
                ],
                socket.password ? [t("console.password"), <Secret key="password" label={t("console.password")} reveal={() => Promise.resolve(socket.password ?? "")} />] : null,
              ]}
            />
          )}
        </DialogContent>
      </Dialog>
    </>
  );
}
