import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { useWords } from "@hostler/ui/lib/ui-text";
import { openPortalAs } from "@hostler/web-kit/handover";
import { ActDialog } from "@hostler/web-kit/react/act-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { ExternalLink } from "lucide-react";
import { useState } from "react";

import { nameOfClient, type Client } from "../../../people/clients";
import { impersonateClient, type ImpersonatedSession } from "../api/client";

/** Asks for the reason, then opens the portal in the client's place in another tab: a step of its own, so that no browser takes it for an advertisement. */
export function ImpersonateDialog({ client, onClose }: { client: Client; onClose: () => void }) {
  const { t } = useTranslation("clients");
  const { text } = useWords();
  const [session, setSession] = useState<ImpersonatedSession | null>(null);
  const [blocked, setBlocked] = useState(false);
  const name = nameOfClient(client);
  if (!session)
    return (
      <ActDialog
        onClose={onClose}
        keepOpen
        title={t("impersonate_title", { name })}
        consequence={t("impersonate_text")}
        confirm={t("impersonate_start")}
        fields={[{ name: "reason", label: t("reason"), kind: "multiline", required: true, help: t("impersonate_reason_help") }]}
        run={({ reason = "" }) => impersonateClient(client.id, reason)}
        onDone={setSession}
      />
    );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t("impersonate_ready", { name })}
        description={t("impersonate_ready_text")}
        footer={
          <>
            <Button variant="secondary" onClick={onClose}>
              {text("cancel")}
            </Button>
            <Button
              onClick={() => {
                if (openPortalAs(session)) onClose();
                else setBlocked(true);
              }}
            >
              <ExternalLink aria-hidden />
              {t("open_portal")}
            </Button>
          </>
        }
      >
        {blocked && (
          <p role="alert" className="text-sm text-destructive">
            {t("open_blocked")}
          </p>
        )}
      </DialogContent>
    </Dialog>
  );
}
