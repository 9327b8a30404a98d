import { Button } from "@hostler/ui/button";
import { CopyButton } from "@hostler/ui/copy-button";
import { EmptyState } from "@hostler/ui/empty-state";
import { useLink } from "@hostler/ui/lib/link";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Lock } from "lucide-react";

import { useSessionState } from "../session";

import { useTranslation } from "./texts";

/** In place of what this person may not see: who can change that, and where to go. */
export function NoRight({ requestId }: { requestId?: string }) {
  const { t } = useTranslation("common");
  const { text } = useWords();
  const Link = useLink();
  const { user } = useSessionState();
  return (
    <div role="alert">
      <EmptyState
        icon={Lock}
        title={t("no_right.title")}
        action={
          <Button asChild variant="secondary">
            <Link href="/">{t("app.to_start")}</Link>
          </Button>
        }
      >
        <p>{t(user?.kind === "iam" ? "no_right.ask_root" : "no_right.text")}</p>
        {requestId && (
          <p className="mt-2 flex items-center justify-center gap-1 text-xs">
            {text("request_id")} <code className="font-mono">{requestId}</code>
            <CopyButton value={requestId} />
          </p>
        )}
      </EmptyState>
    </div>
  );
}
